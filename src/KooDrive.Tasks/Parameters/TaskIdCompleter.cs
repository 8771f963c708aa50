using System.Collections.Generic;
using System.Linq;
using KooDrive.Sessions;

namespace KooDrive.Parameters;

/// <summary>Completes ids that this runspace's session has seen, the newest first.</summary>
public sealed class TaskIdCompleter : ValuesCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values =>
        SessionStore.Current?.Seen.Tasks.Select(task => new KeyValuePair<string, string>(task.TaskId!, $"{task.TaskName} ({task.Status})")) ?? [];
}

/// <summary>Completes the cursor that the newest listing ended at.</summary>
public sealed class CursorCompleter : ValuesCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values =>
        SessionStore.Current?.Seen.Cursor is { Length: > 0 } cursor ? [new(cursor, "Where the last listing ended")] : [];
}
