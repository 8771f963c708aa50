using System;
using System.Collections.Generic;
using KooDrive.Client;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Completes the endpoints of the service.</summary>
public sealed class EndpointCompleter : ValuesCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> ValuesFor(string commandName, KooDriveSession? session) =>
    [
        new(KooDriveClientOptions.InternationalEndpoint.GetLeftPart(UriPartial.Authority), CommandMessages.InternationalEndpoint),
        new(KooDriveClientOptions.ChinaEndpoint.GetLeftPart(UriPartial.Authority), CommandMessages.ChinaEndpoint),
    ];
}
