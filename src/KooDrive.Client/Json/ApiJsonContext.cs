using System.Text.Json.Serialization;
using KooDrive.Client.Tasks;

namespace KooDrive.Client.Json;

/// <summary>The small responses and the body of a new task, with generated code.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(RefreshSessionResponse))]
[JsonSerializable(typeof(CreateTaskResponse))]
[JsonSerializable(typeof(TaskResultResponse))]
[JsonSerializable(typeof(TransferRecipientResponse))]
[JsonSerializable(typeof(CreateTaskRequest))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
