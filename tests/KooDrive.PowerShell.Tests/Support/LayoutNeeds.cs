using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection.Metadata;

namespace KooDrive.PowerShell.Tests;

/// <summary>A type of another assembly.</summary>
/// <param name="Assembly">The simple name of the assembly.</param>
/// <param name="Name">The full name of the type.</param>
internal sealed record ForeignType(string Assembly, string Name);

/// <summary>
/// Which types of other assemblies the runtime must have before it can load the types of one: their bases and interfaces, and
/// the value types among their fields, with whatever these are constructed from.
/// </summary>
internal sealed class LayoutNeeds(MetadataReader metadata)
{
    private static readonly ForeignType[] None = [];

    public IEnumerable<ForeignType> OfAllTypes => metadata.TypeDefinitions.SelectMany(handle => Of(metadata.GetTypeDefinition(handle)));

    private IEnumerable<ForeignType> Of(TypeDefinition type)
    {
        var decoder = new Decoder();
        var parents = type.GetInterfaceImplementations().Select(handle => metadata.GetInterfaceImplementation(handle).Interface).Append(type.BaseType);
        foreach (var need in parents.SelectMany(parent => decoder.Everything(metadata, parent)))
            yield return need;
        foreach (var need in type.GetFields().SelectMany(handle => metadata.GetFieldDefinition(handle).DecodeSignature(decoder, null).ByValue))
            yield return need;
    }

    /// <summary>What a type is made of.</summary>
    /// <param name="All">Every type in it.</param>
    /// <param name="ByValue">Those that a field of this type needs: none for references.</param>
    private sealed record Parts(ForeignType[] All, ForeignType[] ByValue)
    {
        public static readonly Parts Nothing = new(None, None);

        public static Parts Reference(IEnumerable<ForeignType> all) => new([.. all], None);
    }

    private sealed class Decoder : ISignatureTypeProvider<Parts, object?>
    {
        private const byte ValueType = 0x11;

        public ForeignType[] Everything(MetadataReader reader, EntityHandle type) => type.Kind switch
        {
            HandleKind.TypeReference => GetTypeFromReference(reader, (TypeReferenceHandle)type, 0).All,
            HandleKind.TypeSpecification => GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)type, 0).All,
            _ => None,
        };

        public Parts GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeReference(handle);
            if (type.ResolutionScope.Kind == HandleKind.TypeReference)
                return GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind);
            var assembly = reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
            ForeignType[] self = [new(reader.GetString(assembly.Name), $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}")];
            return new Parts(self, rawTypeKind == ValueType ? self : None);
        }

        public Parts GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public Parts GetGenericInstantiation(Parts genericType, ImmutableArray<Parts> typeArguments)
        {
            ForeignType[] all = [.. genericType.All, .. typeArguments.SelectMany(argument => argument.All)];
            return new Parts(all, genericType.ByValue.Length > 0 ? all : None);
        }

        public Parts GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Parts.Nothing;

        public Parts GetArrayType(Parts elementType, ArrayShape shape) => Parts.Reference(elementType.All);

        public Parts GetSZArrayType(Parts elementType) => Parts.Reference(elementType.All);

        public Parts GetByReferenceType(Parts elementType) => Parts.Reference(elementType.All);

        public Parts GetPointerType(Parts elementType) => Parts.Reference(elementType.All);

        public Parts GetFunctionPointerType(MethodSignature<Parts> signature) => Parts.Nothing;

        public Parts GetGenericMethodParameter(object? genericContext, int index) => Parts.Nothing;

        public Parts GetGenericTypeParameter(object? genericContext, int index) => Parts.Nothing;

        public Parts GetModifiedType(Parts modifier, Parts unmodifiedType, bool isRequired) => unmodifiedType;

        public Parts GetPinnedType(Parts elementType) => elementType;

        public Parts GetPrimitiveType(PrimitiveTypeCode typeCode) => Parts.Nothing;
    }
}
