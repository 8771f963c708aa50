using System;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PwshLite;

/// <summary>The newest progress record on one line of standard error, erased before other output.</summary>
internal sealed class ProgressLine(PSHostRawUserInterface terminal)
{
    private int _length;

    public void Show(ProgressRecord record)
    {
        Clear();
        if (record.RecordType == ProgressRecordType.Completed)
            return;

        string percent = record.PercentComplete < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {record.PercentComplete}%");
        string text = $"{record.Activity}: {record.StatusDescription}{percent}".ReplaceLineEndings(" ");
        // Half the width: a Chinese character takes two columns.
        int limit = terminal.WindowSize.Width / 2;
        if (text.Length > limit)
            text = text[..limit];
        Console.Error.Write(text);
        _length = text.Length * 2;
    }

    public void Clear()
    {
        if (_length == 0)
            return;
        Console.Error.Write("\r" + new string(' ', Math.Min(_length, terminal.WindowSize.Width - 1)) + "\r");
        _length = 0;
    }
}
