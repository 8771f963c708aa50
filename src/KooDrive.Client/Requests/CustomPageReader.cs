using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using KooDrive.Client.Json;
using KooDrive.Client.Paging;

namespace KooDrive.Client.Requests;

/// <summary>Finds the list in the responses of a <see cref="CustomRequest"/>, and reads its items. For one enumeration.</summary>
/// <param name="itemProperty">The name of the list; null for the one array beside the envelope.</param>
/// <param name="readItem">Reads one item.</param>
internal sealed class CustomPageReader<T>(string? itemProperty, JsonItemReader<T> readItem)
    where T : class
{
    private readonly RepeatGuard _repeats = new();
    private string? _name = itemProperty;
    private bool _isKnown;
    private int _expectedItems;

    /// <param name="body">The response's body.</param>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public ParsedResponse<CustomPage<T?>> Read(ReadOnlySpan<byte> body)
    {
        var outline = ResponseOutline.Read(body);
        var page = outline.IsSuccess ? ReadPage(outline, body) : null;
        return new ParsedResponse<CustomPage<T?>>(
            outline.IsSuccess ? new CustomPage<T?>(page, [.. outline.Lists.Select(list => list.Name)]) : null,
            outline.Code, outline.Message);
    }

    private ListPage<T?>? ReadPage(ResponseOutline outline, ReadOnlySpan<byte> body)
    {
        var place = _name is null && outline.Lists.Count == 1 ? outline.Lists[0] : outline.Find(_name ?? string.Empty);
        if (place is null && !IsEmptyList(outline))
            return null;
        _name ??= place?.Name;
        _isKnown |= place is not null;
        var list = place is null ? default : body.Slice(place.Start, place.Length);
        var items = ReadItems(list);
        return new ListPage<T?>(items, outline.NextCursor) { Total = outline.Total, IsRepeat = _repeats.IsRepeat(list, items.Count) };
    }

    // The service may return null for an empty list, or omit it on an empty page.
    private bool IsEmptyList(ResponseOutline outline) =>
        _isKnown || (_name is null ? outline.Lists.Count == 0 && outline.Nulls.Count == 1 : outline.Nulls.Contains(_name));

    private List<T?> ReadItems(ReadOnlySpan<byte> list)
    {
        var items = new List<T?>(_expectedItems);
        if (list.IsEmpty)
            return items;
        var reader = new Utf8JsonReader(list, JsonValues.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(readItem(ref reader));
        _expectedItems = Math.Min(items.Count, CustomListQuery.DefaultPageSize);
        return items;
    }
}
