using System;
using System.Collections.Generic;
using System.Text;
using BenchmarkDotNet.Attributes;
using KooDrive.Client.Authentication;

namespace KooDrive.MicroBenchmarks;

/// <summary>Signing one request with an app's secret: the worked example of the API reference.</summary>
public class SigningBenchmarks
{
    private static readonly KeyValuePair<string, string>[] Headers =
    [
        new("host", "10.32.45.165"),
        new("x-date", "20240909T033325Z"),
        new("x-user-id", "1505084218764547200"),
    ];

    private readonly Uri _address = new("https://10.32.45.165/koodrive/ose/v1/task/list?pageSize=10&status=2&status=3&taskType=0");
    private readonly byte[] _appSecret = Encoding.UTF8.GetBytes("s3cr3t");

    /// <summary>From the request to the value of its Authorization header.</summary>
    [Benchmark]
    public string Sign() => RequestSigner.Sign("app-1", _appSecret, "GET", _address, Headers, body: []);
}
