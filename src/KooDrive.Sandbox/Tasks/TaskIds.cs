using System.Globalization;

namespace KooDrive.Sandbox.Tasks;

/// <summary>
/// The ids of tasks: 19 digits, increasing with time, and the same for the same row in every run. The row can be computed from the
/// id, so that no index of ids is needed.
/// </summary>
internal static class TaskIds
{
    // The id in the reference's example, and a distance with which all ids have 19 digits.
    private const long Base = 1534087020903704704;
    private const long Stride = 1L << 35;

    public static string Of(int row) => Number(row).ToString(CultureInfo.InvariantCulture);

    /// <summary>The row of an id, whether or not there is a task; null when no row can have it.</summary>
    public static int? RowOf(string id)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return null;
        long row = -((number - Base) >> 35);
        return row is > int.MinValue and < int.MaxValue && Of((int)row) == id ? (int)row : null;
    }

    private static long Number(int row) => Base - (row * Stride) + (long)(DeterministicRandom.Of(row, 0) % Stride);
}
