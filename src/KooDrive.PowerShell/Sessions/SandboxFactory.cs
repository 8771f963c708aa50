using System;
using System.Collections.Generic;
using System.Net.Http;
using KooDrive.Sandbox;

namespace KooDrive.PowerShell.Sessions;

/// <summary>Creates the sandbox, which accepts one identity.</summary>
internal static class SandboxFactory
{
    /// <summary>The endpoint of a sandbox session: a name that no network resolves.</summary>
    public static Uri Endpoint { get; } = new("https://sandbox.invalid");

    public static HttpMessageHandler CreateHandler(Identity identity, int taskCount, TimeProvider timeProvider)
    {
        var options = new SandboxOptions
        {
            TaskCount = taskCount,
            Apps = identity.AppSecret is null
                ? new Dictionary<string, string>()
                : new() { [identity.AppId!] = SecureText.Reveal(identity.AppSecret) },
            Tokens = identity.AccessToken is null ? [] : [SecureText.Reveal(identity.AccessToken)],
            SessionId = identity.SessionId is null ? null : SecureText.Reveal(identity.SessionId),
            UserId = identity.UserId,
        };
        return new SandboxHandler(new SandboxService(options, timeProvider));
    }
}
