using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net.Http;
using KooDrive.Client;
using KooDrive.Client.Paging;
using KooDrive.Client.Requests;
using KooDrive.PowerShell.Errors;
using KooDrive.PowerShell.Json;
using KooDrive.PowerShell.Parameters;
using KooDrive.PowerShell.Pipeline;

namespace KooDrive.PowerShell.Cmdlets;

/// <summary>Makes any call of the KooDrive API with the session's authentication, retries, errors and paging.</summary>
[Cmdlet(
    VerbsLifecycle.Invoke, "KooDriveRequest",
    DefaultParameterSetName = ResponseSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class InvokeKooDriveRequestCommand : KooDriveListingCommand
{
    private const string ResponseSet = "Response";
    private const string Get = "GET";
    private const string Delete = "DELETE";

    private RequestTarget? _target;

    /// <summary>Path of the call, with or without a query: below /koodrive/ose/v1/, or beginning with /koodrive/.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The HTTP method.</summary>
    [Parameter]
    [ValidateSet(Get, "POST", "PUT", Delete)]
    public string Method { get; set; } = Get;

    /// <summary>Parameters of the query. A list repeats the parameter.</summary>
    [Parameter]
    [AllowNull]
    public IDictionary? Query { get; set; }

    /// <summary>What to send: a hashtable, an object, or JSON as text.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public object? Body { get; set; }

    /// <summary>The name of the list in the response. Without it, the one array beside the envelope.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string? ItemProperty { get; set; }

    /// <summary>Outputs the response as text, unchanged.</summary>
    [Parameter(ParameterSetName = ResponseSet)]
    public SwitchParameter Raw { get; set; }

    private bool ChangesData => !string.Equals(Method, Get, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    private protected override string ItemsName => CommandMessages.ItemsName;

    /// <inheritdoc/>
    private protected override string CountItems(long count) => QuantityText.Items(count);

    /// <inheritdoc/>
    private protected override void Process()
    {
        CustomRequest request;
        IAsyncEnumerable<Page<object?>>? pages;
        try
        {
            request = CreateRequest();
            pages = ParameterSetName == ListSet ? List(request) : null;
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(e, Path));
            throw;
        }

        if (pages is not null)
            WritePages(pages, static _ => { });
        else if (!ChangesData || IsConfirmed(request))
            Send(request);
    }

    /// <inheritdoc/>
    private protected override object? TargetOf(KooDriveException exception) =>
        exception.Cursor is not null || exception.Kind == KooDriveErrorKind.CursorRejected ? base.TargetOf(exception) : _target?.Path;

    private CustomRequest CreateRequest()
    {
        _target = QueryValues.AddTo(RequestTarget.Parse(Path, Session!.Endpoint), Query);
        byte[] body = JsonBody.Write(Body);
        if (body.Length > 0 && !ChangesData)
            throw new ArgumentException(CommandMessages.GetWithBody);
        if (ChangesData && ParameterSetName == ListSet)
            throw new ArgumentException(CommandMessages.ListWithoutGet);
        return new CustomRequest(new HttpMethod(Method.ToUpperInvariant()), _target) { Body = body };
    }

    private IAsyncEnumerable<Page<object?>> List(CustomRequest request)
    {
        var query = new CustomListQuery
        {
            ItemProperty = ItemProperty,
            PageSize = MyInvocation.BoundParameters.ContainsKey(nameof(PageSize)) ? PageSize : null,
            Cursor = Cursor,
            Skip = Skip,
            Limit = Limit,
        };
        return Client.ListAsync(request, query, new JsonObjects().Read, Hooks, StopToken);
    }

    private void Send(CustomRequest request)
    {
        if (Raw)
        {
            WriteObject(Wait(Client.SendForTextAsync(request, Hooks, StopToken), holdMessages: ChangesData));
            return;
        }

        var response = Wait(Client.SendAsync(request, new JsonObjects().Read, Hooks, StopToken), holdMessages: ChangesData);
        if (!response.IsEmpty)
            WriteObject(response.Value, enumerateCollection: response.Value is object[]);
        if (!ChangesData && response.NextCursor is { } cursor)
            WriteWarning(SR.Format(CommandMessages.ResponseIsPart, cursor));
    }

    private bool IsConfirmed(CustomRequest request)
    {
        string action = SR.Format(
            CommandMessages.RequestAction, request.Method, request.Target.Path,
            Session!.Endpoint.GetLeftPart(UriPartial.Authority), Session.UserId);

        // DELETE is confirmed like a command of high impact: a command has one impact for all of its methods.
        return ShouldProcess(action, action, CommandMessages.RequestCaption)
            && (request.Method != HttpMethod.Delete
                || Preference.OfConfirm(this) != ConfirmImpact.High
                || ShouldContinue(action, CommandMessages.RequestCaption));
    }
}
