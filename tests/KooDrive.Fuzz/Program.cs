using System;
using System.IO;
using KooDrive.Fuzz;
using SharpFuzz;

// Without arguments: run by a fuzzer. With files: replays each of them, to examine a finding.
switch (args)
{
    case []:
        Fuzzer.OutOfProcess.Run(stream => Targets.Run(ReadAll(stream)));
        return 0;
    case ["--libfuzzer"]:
        Fuzzer.LibFuzzer.Run(Targets.Run);
        return 0;
    default:
        foreach (string file in args)
        {
            Targets.Run(File.ReadAllBytes(file));
            Console.WriteLine($"{file}: passed");
        }

        return 0;
}

static ReadOnlySpan<byte> ReadAll(Stream stream)
{
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    return bytes.ToArray();
}
