using System.Collections.Generic;
using System.Linq;
using KooDrive.PowerShell.Sessions;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Completes ids of users that this runspace's session has returned, the newest first.</summary>
public sealed class UserIdCompleter : ValuesCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ValuesFor(string commandName) =>
        SessionStore.Current?.Seen.Users.Select(user => new KeyValuePair<string, string>(user.UserId!, Describe(user))) ?? [];

    private static string Describe(KooDriveUser user)
    {
        string name = string.IsNullOrEmpty(user.Name) ? user.UserId! : user.Name!;
        return string.IsNullOrEmpty(user.DepartmentName) ? name : $"{name} ({user.DepartmentName})";
    }
}

/// <summary>Completes ids of the departments of those users.</summary>
public sealed class DepartmentIdCompleter : ValuesCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ValuesFor(string commandName) =>
        SessionStore.Current?.Seen.Users
            .Where(user => !string.IsNullOrEmpty(user.DepartmentId))
            .GroupBy(user => user.DepartmentId!)
            .Select(same => new KeyValuePair<string, string>(
                same.Key, same.First().DepartmentName is { Length: > 0 } name ? name : same.Key)) ?? [];
}
