using System.Globalization;
using KooDrive.Sandbox.Organization;

namespace KooDrive.Sandbox.Tasks;

/// <summary>The texts of the sample data, some of which test the escaping of CSV and tables.</summary>
internal static class SampleText
{
    private static readonly string[] Oddities =
    [
        "Leavers, second quarter, Paris and Lyon",
        "Import of the \"new joiners\" list",
        "Handover of a shared mailbox\nsee ticket 4711",
        "离职交接：王伟 → 李娜",
        "=SUM(1,2); not a formula",
        "Übergabe \"Zürich\", Büro 3\r\nRückfragen an das Sekretariat",
    ];

    private static readonly string[] Tenants =
        ["d5ac574bd2934a69baa4f23c55daa8d4", "0f3b8c61a7e24d5d9c1e7b6a5f4d3c2b", "7be1d90c4f5a4e0f8f6f2d1c3b5a7988"];

    private static readonly string[] Locales = ["CN", "SG", "DE", "FR", "IE", "BR", "JP"];

    private static readonly string[] FailureCodes = ["18000205", "18000101", "18000302", "18000417"];

    private static readonly string[] ImportFailures =
        ["The user exists already.", "The mobile number is not valid.", "邮箱地址格式错误", "The department \"Sales, EMEA\" does not exist."];

    public static string Name(int row, TaskType type)
    {
        if (row % 20 == 13)
            return Oddities[row / 20 % Oddities.Length];
        return type == TaskType.Transfer
            ? $"Handover of {User(row, 10)} to {User(row, 11)}"
            : $"Import of users for {SampleDepartments.TeamOf(row)}, batch {(row % 97) + 1}";
    }

    public static string User(int row, int aspect) => SampleUser.NameOf(UserPosition(row, aspect));

    public static string UserId(int row, int aspect) => SampleUser.IdOf(UserPosition(row, aspect));

    public static string TenantId(int row) => Tenants[DeterministicRandom.Below(Tenants.Length, row, 13)];

    public static string Locale(int row) => Locales[DeterministicRandom.Below(Locales.Length, row, 14)];

    public static string ResultId(int row) => DeterministicRandom.Of(row, 15).ToString("x16", CultureInfo.InvariantCulture);

    public static string FailureCode(int row) => FailureCodes[DeterministicRandom.Below(FailureCodes.Length, row, 16)];

    public static string ImportFailure(int row, int number) =>
        ImportFailures[DeterministicRandom.Below(ImportFailures.Length, row, 100 + number)];

    // The first user is the administrator, who connects.
    private static int UserPosition(int row, int aspect) => 1 + DeterministicRandom.Below(SampleUser.TaskOwnerCount, row, aspect);
}
