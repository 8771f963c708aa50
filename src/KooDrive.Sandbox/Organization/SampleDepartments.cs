using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace KooDrive.Sandbox.Organization;

/// <summary>A department of the sample data.</summary>
/// <param name="Id">19 digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">The department that it is part of; null for the organization itself.</param>
internal sealed record SampleDepartment(string Id, string Name, string? ParentId);

/// <summary>The departments: the organization, its teams, and the offices of each team. Some names test the escaping of CSV.</summary>
internal static class SampleDepartments
{
    private static readonly string[] Teams =
        ["Sales EMEA", "Finance", "研发部", "Legal", "Field Service", "Marketing APAC", "市场部", "Human Resources"];

    private static readonly string[] Offices = ["{0}, Lyon", "{0} \"West\"", "{0}（上海）"];

    /// <summary>All departments; a parent is before its children.</summary>
    public static IReadOnlyList<SampleDepartment> All { get; } = [.. Make()];

    /// <summary>The name of the team that a row of the sample tasks names.</summary>
    public static string TeamOf(int row) => Teams[DeterministicRandom.Below(Teams.Length, row, 12)];

    /// <summary>Whether a department is another, or part of it.</summary>
    public static bool IsWithin(SampleDepartment department, string id) =>
        department.Id == id || (department.ParentId is { } parent && IsWithin(All.First(other => other.Id == parent), id));

    private static IEnumerable<SampleDepartment> Make()
    {
        var root = new SampleDepartment(IdOf(0), "Harbour Works Ltd.", null);
        yield return root;
        int number = 1;
        foreach (string name in Teams)
        {
            var team = new SampleDepartment(IdOf(number++), name, root.Id);
            yield return team;
            foreach (string office in Offices)
                yield return new SampleDepartment(IdOf(number++), string.Format(CultureInfo.InvariantCulture, office, name), team.Id);
        }
    }

    private static string IdOf(int number) => (1395400000000000007 + (number * 2097169L)).ToString(CultureInfo.InvariantCulture);
}
