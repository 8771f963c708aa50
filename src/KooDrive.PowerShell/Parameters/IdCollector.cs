using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Accepts ids as text, as numbers, and from properties of objects; single values or lists.</summary>
internal static class IdCollector
{
    /// <param name="input">What was passed.</param>
    /// <param name="propertyNames">The properties with the id of an object; the first that exists is used.</param>
    /// <param name="missing">The message for an object that has none of them.</param>
    /// <exception cref="ArgumentException">The input has no id, or an impossible one.</exception>
    public static string[] Collect(object? input, IReadOnlyList<string> propertyNames, string missing)
    {
        var ids = new List<string>();
        Add(input);
        return ids.ToArray();

        void Add(object? item)
        {
            object? value = PSValue.Unwrap(item);
            switch (value)
            {
                case null or string:
                case var number when PSValue.IsNumber(number):
                    ids.Add(IdText.Require(item));
                    break;
                case IEnumerable items and not IDictionary:
                    foreach (object? inner in items)
                        Add(inner);
                    break;
                default:
                    var properties = PSObject.AsPSObject(item).Properties;
                    var property = propertyNames.Select(name => properties[name]).FirstOrDefault(found => found is not null);
                    ids.Add(IdText.Require((property ?? throw new ArgumentException(missing)).Value));
                    break;
            }
        }
    }
}
