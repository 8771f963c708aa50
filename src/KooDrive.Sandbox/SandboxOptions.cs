using System;
using System.Collections.Generic;

namespace KooDrive.Sandbox;

/// <summary>The data of a <see cref="SandboxService"/>, and the credentials that it accepts.</summary>
public sealed class SandboxOptions
{
    /// <summary>The largest <see cref="TaskCount"/>.</summary>
    public const int MaximumTaskCount = 10_000_000;

    /// <summary>The largest <see cref="UserCount"/>.</summary>
    public const int MaximumUserCount = 10_000_000;

    /// <summary>How many sample tasks there are: 0 to <see cref="MaximumTaskCount"/>. They are created when they are requested.</summary>
    public int TaskCount { get; init; } = 250;

    /// <summary>How many users there are: 0 to <see cref="MaximumUserCount"/>. The sample tasks belong to the first 17.</summary>
    public int UserCount { get; init; } = 60;

    /// <summary>The ids of tasks that the caller may not see: they are not listed, and requesting one results in 401.</summary>
    public IReadOnlyCollection<string> HiddenTaskIds { get; init; } = [];

    /// <summary>The shape of the responses.</summary>
    public ResponseShape ResponseShape { get; init; }

    /// <summary>How strictly credentials are checked.</summary>
    public AuthenticationRules Authentication { get; init; } = AuthenticationRules.Lenient;

    /// <summary>The apps that may call: secrets by AppId.</summary>
    public IReadOnlyDictionary<string, string> Apps { get; init; } = new Dictionary<string, string>();

    /// <summary>The tokens that are valid when the service starts, with or without a scheme such as <c>Bearer+</c>.</summary>
    public IReadOnlyCollection<string> Tokens { get; init; } = [];

    /// <summary>How long a token is valid after the last call with it.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>The session that may be refreshed; null for none.</summary>
    public string? SessionId { get; init; }

    /// <summary>The only <c>X-User-Id</c> that is accepted; null for any.</summary>
    public string? UserId { get; init; }

    /// <summary>
    /// How many tasks one listing call reads, 1 or more. A filter that matches few of them results in partial and empty pages
    /// before the end, as with the real service.
    /// </summary>
    public int ScanWindow { get; init; } = 100;
}
