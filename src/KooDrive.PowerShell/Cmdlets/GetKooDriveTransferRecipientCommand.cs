using System.Management.Automation;
using KooDrive.Client.Lookups;
using KooDrive.PowerShell.Parameters;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Gets who received the data of users that was handed over.</summary>
[Cmdlet(VerbsCommon.Get, "KooDriveTransferRecipient")]
[OutputType(typeof(TransferRecipient))]
public sealed class GetKooDriveTransferRecipientCommand : KooDriveSessionCommand
{
    /// <summary>The ids of the users whose data was handed over.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [UserIdTransformation(nameof(SourceUserId), "UserId")]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    public string[] SourceUserId { get; set; } = [];

    /// <summary>How many requests run at a time: 1 to 64.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    private protected override void Process() =>
        LookUp(SourceUserId, () => Client.LookUpTransferRecipients(ThrottleLimit, Hooks, StopToken), WriteRecipient);

    private void WriteRecipient(Outcome<TransferRecipient> outcome) =>
        WriteValue(outcome, recipient => Session!.Completions.Add(new KooDriveUser { UserId = recipient.UserId, Name = recipient.Name }));
}
