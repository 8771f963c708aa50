using System;
using System.Globalization;
using System.Text;

namespace KooDrive.Benchmarks.Server;

/// <summary>
/// The bytes of all responses, created before the first request. A listing of more than <see cref="DistinctPages"/> pages repeats
/// them: only the cursor after the tasks differs.
/// </summary>
internal sealed class PreparedResponses
{
    public const int TasksPerPage = 100;
    private const int DistinctPages = 1000;
    private const long FirstTaskId = 1_486_254_586_942_472_064;
    private const string TenantId = "d5ac574bd2934a69baa4f23c55daa8d4";
    private const string UserId = "1395497048157130881";
    private const long FirstCursor = 1_723_549_107_000;

    private static readonly DateTime FirstTime = new(2026, 8, 12, 7, 22, 33, DateTimeKind.Utc);
    private readonly int _pages;
    private readonly byte[][] _lists;
    private readonly byte[][] _ends;

    /// <param name="tasks">How many tasks the listing has: a multiple of <see cref="TasksPerPage"/>.</param>
    public PreparedResponses(int tasks)
    {
        _pages = tasks / TasksPerPage;
        _lists = new byte[Math.Min(_pages, DistinctPages)][];
        for (int page = 0; page < _lists.Length; page++)
            _lists[page] = List(page);
        _ends = new byte[_pages][];
        for (int page = 0; page < _pages; page++)
            _ends[page] = End(page);
    }

    /// <summary>A page, in two parts: the tasks and what follows them.</summary>
    /// <param name="cursor">The request's <c>pageCursor</c>; empty for the first page.</param>
    public (byte[] List, byte[] End) Page(ReadOnlySpan<char> cursor)
    {
        int page = cursor.IsEmpty ? 0 : (int)(long.Parse(cursor, CultureInfo.InvariantCulture) - FirstCursor);
        return (_lists[page % _lists.Length], _ends[page]);
    }

    /// <summary>The response to a request by id.</summary>
    public static byte[] Details(ReadOnlySpan<char> taskId) => Encoding.UTF8.GetBytes(
        $$"""{"taskId":"{{taskId}}","taskName":"lym0412normal","taskType":0,"tenantId":"{{TenantId}}","userId":"{{UserId}}","status":2"""
        + ""","code":0,"msg":"Success."}""");

    private static byte[] List(int page)
    {
        var json = new StringBuilder("{\"taskListDtos\":[");
        for (int i = 0; i < TasksPerPage; i++)
        {
            int number = (page * TasksPerPage) + i;
            bool failed = number % 8 == 0;
            DateTime created = FirstTime.AddSeconds(number * 37.125);
            json.Append(i == 0 ? "" : ",")
                .Append(
                    CultureInfo.InvariantCulture,
                    $$"""{"taskId":"{{FirstTaskId + (number * 4099L)}}","taskName":"Handover of user {{number}}","taskType":0""")
                .Append(
                    CultureInfo.InvariantCulture,
                    $$""","tenantId":"{{TenantId}}","userId":"13954970481571308{{number % 20:00}}","status":{{(failed ? 3 : 2)}}""")
                .Append(",\"resultCode\":\"").Append(failed ? "18000205" : "0")
                .Append("\",\"createTime\":\"").Append(Time(created))
                .Append("\",\"startTime\":\"").Append(Time(created.AddSeconds(3)))
                .Append("\",\"endTime\":\"").Append(Time(created.AddMinutes(4 + (number % 97))))
                .Append("\",\"locale\":\"CN\"}");
        }

        return Encoding.UTF8.GetBytes(json.Append(']').ToString());
    }

    private byte[] End(int page) => Encoding.UTF8.GetBytes(
        (page + 1 < _pages ? $",\"nextCursor\":{FirstCursor + page + 1}" : string.Empty) + ",\"code\":0,\"msg\":\"Success.\"}");

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
