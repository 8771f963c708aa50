using System.Globalization;

namespace KooDrive.Sandbox.Organization;

/// <summary>
/// A user of the sample data. All properties are computed from the position, so users are created when they are requested.
/// </summary>
internal sealed class SampleUser
{
    private const long AdministratorId = 1505084218764547200;
    private const long FirstId = 1395497048157130881;
    private const long IdDistance = 7340033;
    private const int Administrator = 2;
    private const int DepartmentAdministrator = 0;
    private const int OrdinaryUser = 1;

    // The tasks' owners, then names that test the escaping of CSV and tables; after these, the owners' names get numbers.
    private static readonly string[] Names =
    [
        "anna.berger", "li.na", "王伟", "j.o'neill", "sofia.rossi", "张敏", "k.tanaka", "m.garcía",
        "p.novák", "fatima.haddad", "tom.wright", "zoë.martin", "陈静", "olu.adeyemi", "s.kowalski", "nguyen.an",
        "Müller, Jörg", "Robert \"Bob\" Okafor", "欧阳，娜娜", "=HYPERLINK(\"x\";1)", "O'Brien, Siobhán \"Shiv\"", " leading.blank",
    ];

    private readonly int _position;

    public SampleUser(int position) => _position = position;

    /// <summary>How many users, from position 1 on, the sample tasks belong to.</summary>
    public static int TaskOwnerCount => 16;

    public string Id => IdOf(_position);

    public string Name => NameOf(_position);

    public SampleDepartment Department => SampleDepartments.All[
        _position == 0 ? 0 : 1 + DeterministicRandom.Below(SampleDepartments.All.Count - 1, _position, 30)];

    public string Mobile => "+65 8" + DeterministicRandom.Below(10_000_000, _position, 31).ToString("d7", CultureInfo.InvariantCulture);

    /// <summary>0 administrator, 1 ordinary user, 2 super administrator.</summary>
    public int Role => _position == 0 ? Administrator : _position % 10 == 0 ? DepartmentAdministrator : OrdinaryUser;

    /// <summary>The reference does not explain it: mostly 1, sometimes 0.</summary>
    public int Status => _position % 12 == 11 ? 0 : 1;

    public string ExternalId => "emp-" + _position.ToString("d6", CultureInfo.InvariantCulture);

    public static string NameOf(int position) =>
        position == 0 ? "sandbox.admin"
        : position <= Names.Length ? Names[position - 1]
        : Names[(position - 1) % TaskOwnerCount] + "." + position.ToString(CultureInfo.InvariantCulture);

    public static string IdOf(int position) =>
        (position == 0 ? AdministratorId : FirstId + ((position - 1) * IdDistance)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The position of an id, whether or not there is such a user; null when no position has it.</summary>
    public static int? PositionOf(string id)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return null;
        long position = number == AdministratorId ? 0 : ((number - FirstId) / IdDistance) + 1;
        return position is >= 0 and < int.MaxValue && IdOf((int)position) == id ? (int)position : null;
    }
}
