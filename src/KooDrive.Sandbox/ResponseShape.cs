namespace KooDrive.Sandbox;

/// <summary>
/// Which of its two descriptions the responses follow: the API reference contradicts itself between its tables and its examples.
/// </summary>
public enum ResponseShape
{
    /// <summary>As in the tables: <c>taskList</c>, <c>code</c> and <c>nextCursor</c> as strings; an unknown task is HTTP 404.</summary>
    Table,

    /// <summary>
    /// As in the examples: <c>taskListDtos</c>, <c>code</c> and <c>nextCursor</c> as numbers; an unknown task is HTTP 200 with a code.
    /// </summary>
    Example,
}
