using System;
using System.Globalization;
using System.Text;

namespace KooDrive.Benchmarks.Server;

/// <summary>The pages of <c>GET /userList</c>, created before the first request; more than <see cref="DistinctPages"/> repeat.</summary>
internal sealed class PreparedUsers
{
    public const string Path = "/koodrive/ose/v1/userList";
    public const int UsersPerPage = 100;
    private const int DistinctPages = 1000;
    private const long FirstUserId = 1_395_497_048_157_130_881;

    // The page after the last full one.
    private static readonly byte[] Empty = "{\"list\":[]"u8.ToArray();

    private readonly int _users;
    private readonly byte[][] _pages;
    private readonly byte[] _end;

    /// <param name="users">How many users there are: a multiple of <see cref="UsersPerPage"/>.</param>
    public PreparedUsers(int users)
    {
        _users = users;
        _pages = new byte[Math.Min(users / UsersPerPage, DistinctPages)][];
        for (int page = 0; page < _pages.Length; page++)
            _pages[page] = List(page);
        _end = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $",\"total\":{_users},\"code\":0,\"msg\":\"Success.\"}}"));
    }

    /// <summary>A page, in two parts: the users and what follows them.</summary>
    /// <param name="offset">The request's <c>offset</c>; empty for the first page.</param>
    public (byte[] List, byte[] End) Page(ReadOnlySpan<char> offset)
    {
        int begin = offset.IsEmpty ? 0 : int.Parse(offset, CultureInfo.InvariantCulture);
        return (begin < _users ? _pages[begin / UsersPerPage % _pages.Length] : Empty, _end);
    }

    private static byte[] List(int page)
    {
        var json = new StringBuilder("{\"list\":[");
        for (int i = 0; i < UsersPerPage; i++)
        {
            int number = (page * UsersPerPage) + i;
            int department = number % 20;
            json.Append(i == 0 ? "" : ",")
                .Append(CultureInfo.InvariantCulture, $$"""{"name":"User {{number}}","userId":"{{FirstUserId + (number * 7_340_033L)}}""")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"\",\"deptId\":\"13954000000335547{department:00}\",\"deptName\":\"Department {department}\"")
                .Append(CultureInfo.InvariantCulture, $$""","mobile":"+65 8{{number:d7}}","role":1,"status":1""")
                .Append(CultureInfo.InvariantCulture, $",\"id\":\"emp-{number:d6}\"}}");
        }

        return Encoding.UTF8.GetBytes(json.Append(']').ToString());
    }
}
