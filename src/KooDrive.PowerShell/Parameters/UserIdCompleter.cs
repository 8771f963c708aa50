using System.Collections.Generic;
using System.Linq;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Completes ids of users that the session has returned, the newest first.</summary>
public sealed class UserIdCompleter : ValuesCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ValuesFor(string commandName, KooDriveSession? session) =>
        session?.Completions.Users.Select(user => new KeyValuePair<string, string>(user.UserId!, Describe(user))) ?? [];

    private static string Describe(KooDriveUser user)
    {
        string name = string.IsNullOrEmpty(user.Name) ? user.UserId! : user.Name!;
        return string.IsNullOrEmpty(user.DepartmentName) ? name : $"{name} ({user.DepartmentName})";
    }
}
