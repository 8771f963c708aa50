using System.Collections.Generic;
using System.Linq;

namespace KooDrive.Sandbox.Tasks;

/// <summary>The result of a batch import: how many users were imported, and why the others were not.</summary>
internal sealed class BatchResult
{
    private BatchResult(int successCount, IReadOnlyList<KeyValuePair<string, string>> failures)
    {
        SuccessCount = successCount;
        Failures = failures;
    }

    public int SuccessCount { get; }

    /// <summary>Reasons by user name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Failures { get; }

    /// <summary>
    /// A failed import has imported no user. A successful one has imported nearly all: all but two, in samples all but up to three.
    /// </summary>
    public static BatchResult Of(ServiceTask task)
    {
        int users = 5 + DeterministicRandom.Below(40, task.Row, 20);
        int failures = task.Schedule.FailureCode is not null ? users : task.Row < 0 ? 2 : DeterministicRandom.Below(4, task.Row, 21);
        return new BatchResult(users - failures, Enumerable.Range(1, failures)
            .Select(number => new KeyValuePair<string, string>(
                $"{SampleText.User(task.Row, 200 + number)}.{number}", SampleText.ImportFailure(task.Row, number)))
            .ToArray());
    }
}
