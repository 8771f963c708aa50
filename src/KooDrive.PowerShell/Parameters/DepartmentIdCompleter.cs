using System.Collections.Generic;
using System.Linq;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Completes ids of departments of the users that the session has returned.</summary>
public sealed class DepartmentIdCompleter : ValuesCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ValuesFor(string commandName, KooDriveSession? session) =>
        session?.Completions.Users
            .Where(user => !string.IsNullOrEmpty(user.DepartmentId))
            .GroupBy(user => user.DepartmentId!)
            .Select(same => new KeyValuePair<string, string>(
                same.Key, same.First().DepartmentName is { Length: > 0 } name ? name : same.Key)) ?? [];
}
