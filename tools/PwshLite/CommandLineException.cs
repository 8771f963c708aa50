using System;

namespace PwshLite;

/// <summary>The command line is not valid; the message says why.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
