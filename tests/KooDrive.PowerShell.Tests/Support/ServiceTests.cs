using System;
using System.Threading;
using System.Threading.Tasks;
using KooDrive.Sandbox;
using KooDrive.TestServer;

namespace KooDrive.PowerShell.Tests;

/// <summary>Tests with their own service and runspace with the module.</summary>
public abstract class ServiceTests : IAsyncLifetime
{
    private ModuleRunspace? _shell;

    /// <summary>Canceled when the test ends or times out.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected FakeService Service { get; set; } = null!;

    private protected ModuleRunspace Shell => _shell ??= new ModuleRunspace();

    protected virtual SandboxOptions Options => TestService.Options();

    protected virtual TimeProvider Clock => TimeProvider.System;

    public virtual async ValueTask InitializeAsync() => Service = await FakeService.StartAsync(Options, Clock);

    public virtual async ValueTask DisposeAsync()
    {
        _shell?.Dispose();
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The command that connects to the service as an app.</summary>
    protected string ConnectApp(string more = "") =>
        $"Connect-KooDrive -AppId {AppId} -AppSecret {AppSecret} -UserId {UserId} -Endpoint {Service.Endpoint} -NoProxy {more}";

    /// <summary>The command that connects to the service with a token.</summary>
    protected string ConnectToken(string more = "") =>
        $"Connect-KooDrive -AccessToken {UserToken} -UserId {UserId} -Endpoint {Service.Endpoint} -NoProxy {more}";

    private protected void Connect(string more = "") => Shell.Run(ConnectApp(more)).Clean();

    /// <summary>The message of a confirmation names the action, the endpoint and the connected user.</summary>
    private protected void AssertConfirms(string message, string action)
    {
        Assert.Contains(action, message, StringComparison.Ordinal);
        Assert.Contains(Service.Endpoint.GetLeftPart(UriPartial.Authority), message, StringComparison.Ordinal);
        Assert.Contains($"connected as user {UserId}", message, StringComparison.Ordinal);
    }

    /// <summary>A minute: the limit for work that ends at once, unless it hangs.</summary>
    private protected static CancellationTokenSource TestTimeout()
    {
        var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(TimeSpan.FromMinutes(1));
        return timeout;
    }
}
