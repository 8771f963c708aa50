using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace KooDrive.Sandbox;

/// <summary>
/// The query of a request. Parameters that the reference does not name are refused, so that a misspelled filter is noticed.
/// </summary>
internal sealed class QueryParameters
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    public QueryParameters(Uri uri, params string[] known)
    {
        foreach (string pair in uri.Query.TrimStart('?').Split('&').Where(pair => pair.Length > 0))
        {
            int equals = pair.IndexOf('=');
            string name = Uri.UnescapeDataString(equals < 0 ? pair : pair.Substring(0, equals));
            if (!known.Contains(name))
                throw ErrorResponseException.BadParameter($"The parameter {name} is not known.");
            _pairs.Add(new(name, equals < 0 ? string.Empty : Uri.UnescapeDataString(pair.Substring(equals + 1))));
        }
    }

    /// <summary>All values of a parameter that may be repeated.</summary>
    public IReadOnlyList<int> Integers(string name) =>
        Values(name).Select(value => (int)Number(name, value, int.MinValue, int.MaxValue)).ToArray();

    /// <summary>The value of a parameter that may occur once; null when it is absent.</summary>
    public long? Integer(string name, long minimum, long maximum) =>
        Text(name) is { } value ? Number(name, value, minimum, maximum) : null;

    /// <summary>The value of a parameter that may occur once; null when it is absent.</summary>
    public string? Text(string name)
    {
        string[] values = Values(name).ToArray();
        return values.Length <= 1
            ? values.SingleOrDefault()
            : throw ErrorResponseException.BadParameter($"The parameter {name} stands more than once.");
    }

    /// <summary>The value of a parameter that must occur once.</summary>
    public long RequiredInteger(string name, long minimum, long maximum) =>
        Integer(name, minimum, maximum) ?? throw ErrorResponseException.BadParameter($"The parameter {name} is missing.");

    /// <summary>The value of a parameter that may occur once: <c>true</c> or <c>false</c>, which is the default.</summary>
    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw ErrorResponseException.BadParameter($"The parameter {name} must be true or false."),
    };

    private IEnumerable<string> Values(string name) => _pairs.Where(pair => pair.Key == name).Select(pair => pair.Value);

    private static long Number(string name, string value, long minimum, long maximum) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number >= minimum && number <= maximum
            ? number
            : throw ErrorResponseException.BadParameter($"The parameter {name} must be a whole number from {minimum} to {maximum}.");
}
