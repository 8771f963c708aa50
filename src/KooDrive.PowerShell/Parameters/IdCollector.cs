using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace KooDrive.PowerShell.Parameters;

/// <summary>Takes ids as text, as numbers, and out of objects that have one; all of these alone or in lists.</summary>
internal static class IdCollector
{
    /// <param name="input">What was passed.</param>
    /// <param name="propertyNames">The properties that hold the id of an object; the first that is there counts.</param>
    /// <param name="missing">What to say of an object that has none of them.</param>
    /// <exception cref="ArgumentException">There is no id in the input, or none that can be right.</exception>
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
                case var number when IdText.IsNumber(number):
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
