using System.Collections.Generic;
using KooDrive.Sandbox;

namespace KooDrive.TestServer;

/// <summary>An offline service that accepts the credentials of <see cref="TestAccount"/>, and normally no other user.</summary>
public static class TestService
{
    /// <summary>Creates the options of a service.</summary>
    /// <param name="taskCount">How many sample tasks there are.</param>
    /// <param name="shape">The shape of the responses.</param>
    /// <param name="scanWindow">How many tasks one listing call reads.</param>
    /// <param name="userCount">How many users there are.</param>
    /// <param name="rules">How strictly credentials are checked; null for leniently.</param>
    /// <param name="tokens">The accepted access tokens; null for those of the account.</param>
    /// <param name="userId">The only user that is accepted; null for any.</param>
    /// <param name="hidden">The ids of tasks that the caller may not see; null for none.</param>
    public static SandboxOptions Options(
        int taskCount = 250,
        ResponseShape shape = ResponseShape.Table,
        int scanWindow = 100,
        int userCount = 60,
        AuthenticationRules? rules = null,
        IReadOnlyCollection<string>? tokens = null,
        string? userId = TestAccount.UserId,
        IReadOnlyCollection<string>? hidden = null) => new()
        {
            TaskCount = taskCount,
            UserCount = userCount,
            HiddenTaskIds = hidden ?? [],
            ResponseShape = shape,
            ScanWindow = scanWindow,
            Authentication = rules ?? AuthenticationRules.Lenient,
            Tokens = tokens ?? [TestAccount.UserToken, TestAccount.NextUserToken],
            Apps = new Dictionary<string, string> { [TestAccount.AppId] = TestAccount.AppSecret },
            SessionId = TestAccount.SessionId,
            UserId = userId,
        };
}
