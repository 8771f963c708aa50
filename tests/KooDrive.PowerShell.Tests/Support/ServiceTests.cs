using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Tests with their own service and runspace with the module.</summary>
public abstract class ServiceTests : IAsyncLifetime
{
    protected const string AccessToken = "token-1";
    protected const string NextAccessToken = "token-2";
    protected const string AppId = "app-1";
    protected const string AppSecret = "s3cr3t";
    protected const string SessionId = "session-1";
    protected const string UserId = "1505084218764547200";

    /// <summary>Canceled when the test ends or times out.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected FakeService Service { get; set; } = null!;

    private protected ModuleRunspace Shell { get; private set; } = null!;

    protected virtual SandboxOptions Options => OptionsWith(taskCount: 250);

    protected virtual TimeProvider Clock => TimeProvider.System;

    public virtual async ValueTask InitializeAsync()
    {
        Service = await FakeService.StartAsync(Options, Clock);
        Shell = new ModuleRunspace();
    }

    public virtual async ValueTask DisposeAsync()
    {
        Shell.Dispose();
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static SandboxOptions OptionsWith(int taskCount, int scanWindow = 100) => new()
    {
        TaskCount = taskCount,
        ScanWindow = scanWindow,
        Tokens = [AccessToken, NextAccessToken],
        Apps = new Dictionary<string, string> { [AppId] = AppSecret },
        SessionId = SessionId,
    };

    /// <summary>The command that connects to the service as an app.</summary>
    protected string ConnectApp(string more = "") =>
        $"Connect-KooDrive -AppId {AppId} -AppSecret {AppSecret} -UserId {UserId} -Endpoint {Service.Endpoint} -NoProxy {more}";

    /// <summary>The command that connects to the service with a token.</summary>
    protected string ConnectToken(string more = "") =>
        $"Connect-KooDrive -AccessToken {AccessToken} -UserId {UserId} -Endpoint {Service.Endpoint} -NoProxy {more}";

    private protected void Connect(string more = "") => Shell.Run(ConnectApp(more)).Clean();

    /// <summary>The message of a confirmation names the action, the endpoint and the connected user.</summary>
    private protected void AssertConfirms(string message, string action)
    {
        Assert.Contains(action, message, StringComparison.Ordinal);
        Assert.Contains(Service.Endpoint.GetLeftPart(UriPartial.Authority), message, StringComparison.Ordinal);
        Assert.Contains($"connected as user {UserId}", message, StringComparison.Ordinal);
    }

    /// <summary>A minute: the limit for work that ends at once, unless it hangs.</summary>
    private protected static CancellationTokenSource Patience()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        return patience;
    }
}
