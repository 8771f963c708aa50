using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KooDrive.Benchmarks;

/// <summary>A user, as the service writes one.</summary>
public sealed class BareUser
{
    public string? Name { get; set; }

    public string? UserId { get; set; }

    public string? DeptId { get; set; }

    public string? DeptName { get; set; }

    public string? Mobile { get; set; }

    public int? Role { get; set; }

    public int? Status { get; set; }

    public string? Id { get; set; }
}

/// <summary>The response of <c>GET /userList</c>.</summary>
public sealed class BareUserPage
{
    public List<BareUser>? List { get; set; }

    public int Total { get; set; }
}

/// <summary>System.Text.Json with generated code.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BareUserPage))]
internal sealed partial class BareUserContext : JsonSerializerContext;
