using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace KooDrive.Sandbox.Authentication;

/// <summary>
/// The tokens that the service has issued, and until when each is valid. Every call with a token extends its validity.
/// </summary>
internal sealed class TokenStore
{
    private static readonly string[] Schemes = ["Bearer+", "Bearer ", "AT "];

    // Before any time: a request that was dated a moment ago must not make a token valid again.
    private static readonly DateTimeOffset Expired = DateTimeOffset.MinValue;

    private readonly object _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _ends = new(StringComparer.Ordinal);
    private readonly TimeSpan _lifetime;
    private int _issued;

    public TokenStore(IEnumerable<string> tokens, TimeSpan lifetime, DateTimeOffset now)
    {
        _lifetime = lifetime;
        foreach (string token in tokens)
            _ends[WithoutScheme(token) ?? token] = now + lifetime;
    }

    /// <summary>Whether the token is valid; if so, its validity is extended.</summary>
    public bool TryUse(string authorization, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (WithoutScheme(authorization) is not { } token || !_ends.TryGetValue(token, out var end) || now >= end)
                return false;
            _ends[token] = now + _lifetime;
            return true;
        }
    }

    /// <summary>Whether the token is valid; its validity is not extended.</summary>
    public bool IsAlive(string authorization, DateTimeOffset now)
    {
        lock (_lock)
            return WithoutScheme(authorization) is { } token && _ends.TryGetValue(token, out var end) && now < end;
    }

    /// <summary>Whether the token was issued here and not signed out. It may have expired.</summary>
    public bool IsKnown(string authorization)
    {
        lock (_lock)
            return WithoutScheme(authorization) is { } token && _ends.ContainsKey(token);
    }

    /// <summary>
    /// Issues a successor; the token itself expires. The lenient rules still refresh it, for a client that lost the response.
    /// </summary>
    public string Replace(string authorization, DateTimeOffset now)
    {
        lock (_lock)
        {
            string token = DeterministicRandom.Of(++_issued, 1).ToString("x16", CultureInfo.InvariantCulture)
                + DeterministicRandom.Of(_issued, 2).ToString("x16", CultureInfo.InvariantCulture);
            _ends[token] = now + _lifetime;
            _ends[WithoutScheme(authorization)!] = Expired;
            return token;
        }
    }

    /// <summary>Expires all tokens.</summary>
    public void Expire(DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (string token in _ends.Where(pair => pair.Value > now).Select(pair => pair.Key).ToArray())
                _ends[token] = Expired;
        }
    }

    /// <summary>Removes a token.</summary>
    public void Remove(string authorization)
    {
        lock (_lock)
            _ends.Remove(WithoutScheme(authorization)!);
    }

    /// <summary>
    /// The token in a header, or in the settings. The schemes of the reference are recognized in any case; another one stays part of
    /// the token.
    /// </summary>
    /// <returns>Null when the text has no scheme.</returns>
    private static string? WithoutScheme(string text) =>
        Array.Find(Schemes, scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) is { } known
            ? text.Substring(known.Length)
            : text.IndexOf(' ') > 0 ? text : null;
}
