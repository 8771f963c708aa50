using System;

namespace KooDrive.Client.Authentication;

/// <summary>The parts of a request that a signature covers.</summary>
internal readonly record struct RequestToSign(string Method, Uri Uri, string Host, string Date, string UserId, byte[] Body);
