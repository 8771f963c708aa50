using System;
using System.Management.Automation.Host;

namespace PwshLite;

/// <summary>The console's size, colors and keys. Its buffer cannot be read or painted.</summary>
internal sealed class LiteRawUserInterface : PSHostRawUserInterface
{
    public const int DefaultWidth = 120;
    public const int DefaultHeight = 50;

    /// <inheritdoc />
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    /// <inheritdoc />
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    /// <summary>The terminal's size; 120 columns when the output is redirected, so that files are the same everywhere.</summary>
    public override Size BufferSize
    {
        get => WindowSize;
        set => throw NotSupported();
    }

    /// <inheritdoc />
    public override Size WindowSize
    {
        get
        {
            if (Console.IsOutputRedirected)
                return new Size(DefaultWidth, DefaultHeight);
            int width = Console.WindowWidth;
            int height = Console.WindowHeight;
            return new Size(width > 0 ? width : DefaultWidth, height > 0 ? height : DefaultHeight);
        }
        set => throw NotSupported();
    }

    /// <inheritdoc />
    public override Size MaxWindowSize => WindowSize;

    /// <inheritdoc />
    public override Size MaxPhysicalWindowSize => WindowSize;

    /// <inheritdoc />
    public override Coordinates WindowPosition
    {
        get => default;
        set => throw NotSupported();
    }

    /// <inheritdoc />
    public override Coordinates CursorPosition
    {
        get => Console.IsOutputRedirected ? default : new Coordinates(Console.CursorLeft, Console.CursorTop);
        set => throw NotSupported();
    }

    /// <inheritdoc />
    public override int CursorSize
    {
        get => 25;
        set => throw NotSupported();
    }

    /// <inheritdoc />
    public override string WindowTitle { get; set; } = "PwshLite";

    /// <inheritdoc />
    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    /// <inheritdoc />
    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        ConsoleKeyInfo key = Console.ReadKey(intercept: options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    /// <inheritdoc />
    public override void FlushInputBuffer()
    {
        // Keys typed ahead are kept.
    }

    /// <inheritdoc />
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotSupported();

    /// <inheritdoc />
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotSupported();

    /// <inheritdoc />
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotSupported();

    /// <inheritdoc />
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NotSupported();

    private static NotSupportedException NotSupported() =>
        new("PwshLite's console can be written to and asked for its size; its buffer, window and cursor cannot be changed.");
}
