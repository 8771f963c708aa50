using System.Management.Automation;
using KooDrive.Client;
using KooDrive.Client.Lookups;
using KooDrive.Client.Organization;
using KooDrive.PowerShell.Parameters;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Lists the users of the organization, and outputs each page when it arrives; or gets users by id.</summary>
[Cmdlet(VerbsCommon.Get, "KooDriveUser", DefaultParameterSetName = ListSet)]
[OutputType(typeof(KooDriveUser))]
public sealed class GetKooDriveUserCommand : KooDriveListingCommand
{
    private const string IdSet = "Id";

    /// <summary>The ids of the users to get.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [UserIdTransformation(nameof(UserId))]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    public string[] UserId { get; set; } = [];

    /// <summary>How many requests run at a time: 1 to 64.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Text that the users' names contain. Without it, all users.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [AllowNull]
    [AllowEmptyString]
    public string? Keyword { get; set; }

    /// <summary>The department of the users, including its subdepartments. Without it, all.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [IdTransformation]
    [ArgumentCompleter(typeof(DepartmentIdCompleter))]
    public string? DepartmentId { get; set; }

    /// <summary>Leaves out the subdepartments.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Direct { get; set; }

    /// <inheritdoc/>
    private protected override string ItemsName => CommandMessages.UsersName;

    /// <inheritdoc/>
    private protected override string CountItems(long count) => QuantityText.Users(count);

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (ParameterSetName == IdSet)
            LookUp(UserId, () => Client.LookUpUsers(ThrottleLimit, Hooks, StopToken), WriteUser);
        else
            WritePages(Client.ListUsersAsync(Query(), Hooks, StopToken), Session!.Completions.Add);
    }

    private void WriteUser(Outcome<KooDriveUser> outcome) => WriteValue(outcome, Session!.Completions.Add);

    private UserQuery Query() => new()
    {
        Keyword = Keyword,
        DepartmentId = DepartmentId,
        IsDirect = Direct,
        PageSize = PageSize,
        Cursor = Cursor,
        Skip = Skip,
        Limit = Limit,
    };
}
