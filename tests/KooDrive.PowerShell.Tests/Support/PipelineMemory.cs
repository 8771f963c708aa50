using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace KooDrive.PowerShell.Tests;

/// <summary>Measures the process when the thousandth and the last of so many objects pass the pipeline.</summary>
public sealed class PipelineMemory(int last)
{
    private readonly Dictionary<int, (long Memory, int StackFrames)> _measured = [];

    public int Objects { get; private set; }

    public void Count()
    {
        if (++Objects == 1000 || Objects == last)
            _measured[Objects] = (GC.GetTotalMemory(forceFullCollection: true), new StackTrace().FrameCount);
    }

    /// <summary>Neither the memory nor the stack has grown since the thousandth object.</summary>
    public void AssertConstant()
    {
        Assert.Equal(last, Objects);
        Assert.InRange(_measured[last].Memory - _measured[1000].Memory, long.MinValue, 10_000_000);
        Assert.InRange(_measured[last].StackFrames, 1, _measured[1000].StackFrames);
    }
}
