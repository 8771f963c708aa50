using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using KooDrive.Client.Authentication;
using KooDrive.Sandbox;

namespace KooDrive.Client.Tests;

public sealed class SigningTests
{
    private static readonly Gen<string> Character = Gen.Frequency(
        (6, Gen.OneOf("a", "Z", "0", "-", "_", ".", "~", "taskType", "status")),
        (4, Gen.OneOf("!", "*", "'", "(", ")", "+", "%", " ", "/", "=", "&", "?", "#", ":", "@", ",", ";", "\\", "\"", "<", "|", "^")),
        (2, Gen.OneOf("ä", "中", "\uE000", "\uFFFD", "\u0301", "\0", "\n", "\u007F")),
        (1, Gen.Int[0x10000, 0x10FFFF].Select(char.ConvertFromUtf32)));

    private static readonly Gen<string> Text = Character.Array[0, 6].Select(string.Concat);

    // As a client may write it: unreserved characters may be encoded, and some marks may not be.
    private static readonly Gen<string> Written = Gen.Select(Text, Gen.Bool, (text, marks) =>
        marks
            ? Uri.EscapeDataString(text).Replace("%21", "!").Replace("%2A", "*").Replace("%27", "'").Replace("%28", "(").Replace("%29", ")")
            : Uri.EscapeDataString(text));

    private static readonly Gen<string> Target = Gen.Select(
        Written.Where(segment => segment is not ("." or "..")).Array[0, 4],
        Gen.Select(Written, Written, Gen.Bool, (name, value, hasValue) => hasValue ? name + "=" + value : name).Array[0, 5],
        (segments, pairs) => "/" + string.Join('/', segments) + (pairs.Length > 0 ? "?" + string.Join('&', pairs) : string.Empty));

    private static readonly Gen<(string Name, string Value)[]> Headers = Gen.Select(
        Gen.OneOf("host", "X-Date", "x-user-id", "X-Sdk-Date", "content-type", "Language"),
        Gen.OneOf("", "a", " padded ", "中 文", "20240909T033325Z", "10.32.45.165:8080"))
        .Array[1, 5].Select(headers => headers.DistinctBy(header => header.Item1).ToArray());

    [Fact]
    public void The_signature_of_the_references_example_is_computed()
    {
        string authorization = RequestSigner.Sign(
            "app-1",
            "s3cr3t"u8.ToArray(),
            "GET",
            new Uri("https://10.32.45.165/koodrive/ose/v1/task/list?pageSize=10&status=2&status=3&taskType=0"),
            [new("Host", "10.32.45.165"), new("X-Date", "20240909T033325Z"), new("X-User-Id", "1505084218764547200")],
            []);
        Assert.Equal(
            "HMAC-SHA256 AppId=app-1,SignedHeaders=host;x-date;x-user-id,"
            + "Signature=8f814b11979b17626967771c448ee88595e1a87337e0cf7121cbdaa2789c0e08",
            authorization);
    }

    [Fact]
    public void The_signature_of_random_requests_is_that_of_a_second_implementation() =>
        Gen.Select(Target, Headers, Gen.Byte.Array[0, 40], Text, Gen.OneOf("GET", "POST")).Sample(
            (target, headers, body, secret, method) => Assert.Equal(
                ReferenceSigner.Authorization("app-1", secret, method, target, headers, body),
                RequestSigner.Sign(
                    "app-1",
                    Encoding.UTF8.GetBytes(secret),
                    method,
                    new Uri("https://koodrive.invalid" + target),
                    headers.Select(header => new KeyValuePair<string, string>(header.Name, header.Value)),
                    body)),
            iter: 3000);

    [Theory]
    [InlineData("/a/../b/./c?x=1")]
    [InlineData("/a//b///?")]
    [InlineData("/?b=2&a=1&a=&a&b=10")]
    [InlineData("/%E4%B8%AD/%2F?%F0%9D%84%9E=1&%EE%80%80=2&~=3")]
    public void The_signature_of_difficult_requests_is_that_of_a_second_implementation(string target) => Assert.Equal(
        ReferenceSigner.Authorization("a", "s", "GET", target, [("host", "h")]),
        RequestSigner.Sign("a", "s"u8.ToArray(), "GET", new Uri("https://h" + target), [new("host", "h")], []));

    [Fact]
    public void Names_are_sorted_by_code_point_and_not_by_UTF16_unit()
    {
        // U+E000 comes before U+10000, whose first UTF-16 unit is U+D800.
        string forth = Sign("/?%EE%80%80=1&%F0%90%80%80=2");
        string back = Sign("/?%F0%90%80%80=2&%EE%80%80=1");
        Assert.Equal(forth, back);
        Assert.Equal(ReferenceSigner.Authorization("a", "s", "GET", "/?%EE%80%80=1&%F0%90%80%80=2", [("host", "h")]), forth);

        static string Sign(string target) =>
            RequestSigner.Sign("a", "s"u8.ToArray(), "GET", new Uri("https://h" + target), [new("host", "h")], []);
    }

    [Theory]
    [InlineData("Bearer+x", "")]
    [InlineData("HMAC-SHA256 AppId=a,SignedHeaders=host,Signature=0f", "0f")]
    public void The_signature_is_found_in_a_header(string authorization, string signature) =>
        Assert.Equal(signature, RequestSigner.SignatureIn(authorization));
}
