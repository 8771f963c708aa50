using System;
using System.IO;
using KooDrive.Fuzz;

namespace KooDrive.Client.Tests;

/// <summary>The inputs with which fuzzing starts, and its findings, without a fuzzer.</summary>
public sealed class FuzzCorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus");

    public static TheoryData<string> Inputs => [.. Directory.GetFiles(Folder)];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Every_input_of_the_corpus_passes(string file) => Targets.Run(File.ReadAllBytes(file));
}
