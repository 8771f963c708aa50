using System;
using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace PwshLite;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        UseUtf8();

        CommandLine commandLine;
        try
        {
            commandLine = CommandLine.Parse(arguments);
        }
        catch (CommandLineException exception)
        {
            Console.Error.WriteLine(exception.Message);
            Console.Error.WriteLine(CommandLine.Usage);
            return ExitCodes.Usage;
        }

        if (commandLine.ShowHelp)
            Console.Out.WriteLine(CommandLine.Usage);
        else if (commandLine.ShowVersion)
            Console.Out.WriteLine($"PwshLite, PowerShell engine {PSVersionInfo.PSVersion}");
        else
            return Run(commandLine);
        return ExitCodes.Success;
    }

    private static int Run(CommandLine commandLine)
    {
        // Turns off the engine's telemetry.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        using var stop = new CancellationTokenSource();
        int signal = 0;
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, 2));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, 15));

        var host = new LiteHost(commandLine.NonInteractive, stop.Token);
        int exitCode;
        using (var runner = new ScriptRunner(host))
        {
            StagedModule.AddToModulePath();
            exitCode = runner.Run(commandLine, stop.Token);
        }

        return signal == 0 ? exitCode : ExitCodes.Signalled + signal;

        // The first signal stops the script and lets it clean up; a second one ends the process.
        void Stop(PosixSignalContext context, int number)
        {
            context.Cancel = Interlocked.Exchange(ref signal, number) == 0;
            if (context.Cancel)
                stop.Cancel();
        }
    }

    // UTF-8 without a byte order mark in every locale: many task names are Chinese.
    private static void UseUtf8()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.OutputEncoding = utf8;
        Console.InputEncoding = utf8;
    }
}
