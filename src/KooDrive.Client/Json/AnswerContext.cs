using System.Text.Json.Serialization;

namespace KooDrive.Json;

/// <summary>The small answers and the one body that is sent; the compiler writes the code for them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(RefreshAnswer))]
[JsonSerializable(typeof(CreateAnswer))]
[JsonSerializable(typeof(ResultAnswer))]
[JsonSerializable(typeof(TaskOrder))]
internal sealed partial class AnswerContext : JsonSerializerContext;
