using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// The parameters of an edition's cmdlets, read from its assembly without loading it: only one edition can be loaded.
/// </summary>
internal static class EditionSurface
{
    /// <param name="edition"><c>Core</c> or <c>Desktop</c>.</param>
    /// <returns>A line for each parameter of each cmdlet, with its attributes as in the assembly.</returns>
    public static IReadOnlyList<string> Read(string edition)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(StagedModule.Folder, edition, "KooDrive.PowerShell.dll")));
        var metadata = file.GetMetadataReader();
        var lines =
            from handle in metadata.TypeDefinitions
            let type = metadata.GetTypeDefinition(handle)
            from cmdlet in Attributes(metadata, type.GetCustomAttributes())
            where cmdlet.Name == "CmdletAttribute"
            from parameter in Parameters(metadata, type)
            select $"{CmdletName(metadata, cmdlet.Value)} {parameter}";
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Parameters(MetadataReader metadata, TypeDefinition type)
    {
        foreach (var handle in type.GetProperties())
        {
            var property = metadata.GetPropertyDefinition(handle);
            string[] attributes =
            [
                .. Attributes(metadata, property.GetCustomAttributes())
                    .Select(attribute => $"{attribute.Name}:{Convert.ToHexString(metadata.GetBlobBytes(attribute.Value))}"),
            ];
            if (!attributes.Any(attribute => attribute.StartsWith("ParameterAttribute:", StringComparison.Ordinal)))
                continue;
            var own = attributes.Where(attribute => !IsOfCompiler(attribute)).Order(StringComparer.Ordinal);
            yield return $"-{metadata.GetString(property.Name)} {string.Join(' ', own)}";
        }

        if (type.BaseType.Kind == HandleKind.TypeDefinition)
        {
            foreach (string inherited in Parameters(metadata, metadata.GetTypeDefinition((TypeDefinitionHandle)type.BaseType)))
                yield return inherited;
        }
    }

    private static IEnumerable<(string Name, BlobHandle Value)> Attributes(MetadataReader metadata, CustomAttributeHandleCollection handles)
    {
        foreach (var handle in handles)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            yield return (metadata.GetString(NameOf(metadata, attribute.Constructor)), attribute.Value);
        }
    }

    private static StringHandle NameOf(MetadataReader metadata, EntityHandle constructor)
    {
        if (constructor.Kind == HandleKind.MethodDefinition)
            return metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()).Name;
        var type = metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        return metadata.GetTypeReference((TypeReferenceHandle)type).Name;
    }

    // Nullability, which differs between the compilations.
    private static bool IsOfCompiler(string attribute) => attribute.StartsWith("Nullable", StringComparison.Ordinal);

    private static string CmdletName(MetadataReader metadata, BlobHandle value)
    {
        var arguments = metadata.GetBlobReader(value);
        arguments.ReadUInt16();
        return $"{arguments.ReadSerializedString()}-{arguments.ReadSerializedString()}";
    }
}
