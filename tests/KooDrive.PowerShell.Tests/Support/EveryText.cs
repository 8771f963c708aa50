using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text;
using System.Threading;

namespace KooDrive.PowerShell.Tests;

/// <summary>
/// Collects every text that can be reached from an object by public properties, including those that PowerShell adds: more than any
/// formatter or serializer shows.
/// </summary>
internal sealed class EveryText
{
    private const int MaximumDepth = 12;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly StringBuilder _text = new();

    public static string In(params object?[] roots)
    {
        var walk = new EveryText();
        foreach (object? root in roots)
            walk.Visit(root, 0);
        return walk._text.ToString();
    }

    private void Visit(object? value, int depth)
    {
        if (value is null || depth > MaximumDepth || IsOutOfScope(value))
            return;
        if (!value.GetType().IsValueType && value is not string && !_seen.Add(value))
            return;
        _text.AppendLine(TextOf(value));
        if (value is string || value.GetType().IsPrimitive || value is Enum)
            return;
        if (value is PSObject wrapper)
        {
            Visit(wrapper.BaseObject, depth + 1);
            foreach (var property in wrapper.Properties)
                Visit(Try(() => property.Value), depth + 1);
        }

        if (value is IEnumerable items)
        {
            foreach (object? item in items)
                Visit(item, depth + 1);
        }

        foreach (var property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.GetIndexParameters().Length == 0)
                Visit(Try(() => property.GetValue(value)), depth + 1);
        }
    }

    // Not these: from a command or a runspace, everything can be reached, including the caller's variables.
    private static bool IsOutOfScope(object value) =>
        value is MemberInfo or Assembly or Module or CommandInfo or PSModuleInfo or Runspace or SessionState or PSHost or Thread
            or CancellationToken or Delegate or ScriptBlock or System.Management.Automation.Language.Ast or IntPtr or Pointer
        || value.GetType().Namespace?.StartsWith("System.Reflection", StringComparison.Ordinal) == true;

    private static string? TextOf(object value) =>
        Try(() => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value.ToString()) as string;

    private static object? Try(Func<object?> function)
    {
        try
        {
            return function();
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }
}
