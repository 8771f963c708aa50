using System;

namespace PwshLite;

/// <summary>The command line makes no sense; the message says why.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
