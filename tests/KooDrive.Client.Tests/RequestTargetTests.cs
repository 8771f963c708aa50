using System;
using KooDrive.Client.Requests;

namespace KooDrive.Client.Tests;

public sealed class RequestTargetTests
{
    private static readonly Uri Endpoint = new("https://intl.myhuaweicloud-koodrive.com");

    [Theory]
    [InlineData("userList", "/koodrive/ose/v1/userList")]
    [InlineData("/userList", "/koodrive/ose/v1/userList")]
    [InlineData(" space/departmentList ", "/koodrive/ose/v1/space/departmentList")]
    [InlineData("/koodrive/ose/v2/files", "/koodrive/ose/v2/files")]
    [InlineData("koodrive/ose/v2/files", "/koodrive/ose/v2/files")]
    [InlineData("https://intl.myhuaweicloud-koodrive.com/koodrive/ose/v1/userList", "/koodrive/ose/v1/userList")]
    [InlineData("HTTPS://INTL.myhuaweicloud-koodrive.com:443/koodrive/ose/v1/userList?limit=1", "/koodrive/ose/v1/userList?limit=1")]
    [InlineData("userList?keyWord=a b&offset=0", "/koodrive/ose/v1/userList?keyWord=a%20b&offset=0")]
    [InlineData("userList?keyWord=%E4%B8%AD+%2B&&isDirect", "/koodrive/ose/v1/userList?keyWord=%E4%B8%AD%2B%2B&isDirect=")]
    [InlineData("users/王 伟", "/koodrive/ose/v1/users/%E7%8E%8B%20%E4%BC%9F")]
    [InlineData("users/%zz", "/koodrive/ose/v1/users/%25zz")]
    [InlineData("tasks?next=https://elsewhere.example/", "/koodrive/ose/v1/tasks?next=https%3A%2F%2Felsewhere.example%2F")]
    [InlineData("files/a...b/..c", "/koodrive/ose/v1/files/a...b/..c")]
    public void A_path_has_one_normalized_form(string text, string expected)
    {
        string target = RequestTarget.Parse(text, Endpoint).PathAndQuery;
        Assert.Equal(expected, target);
        Assert.Equal(expected, new Uri(Endpoint, target).PathAndQuery);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("/")]
    [InlineData("?offset=0")]
    [InlineData("../session/logoff")]
    [InlineData("users/../session/logoff")]
    [InlineData("users/%2e%2E/session/logoff")]
    [InlineData("users/.")]
    [InlineData("users/a%2Fb")]
    [InlineData("users/a%5cb")]
    [InlineData("users\\a")]
    [InlineData("userList#part")]
    [InlineData("users/%0d%0aX-Header: 1")]
    [InlineData("http://intl.myhuaweicloud-koodrive.com/koodrive/ose/v1/userList")]
    [InlineData("https://intl.myhuaweicloud-koodrive.com:8443/koodrive/ose/v1/userList")]
    [InlineData("https://cn.myhuaweicloud-koodrive.com/koodrive/ose/v1/userList")]
    [InlineData("https://intl.myhuaweicloud-koodrive.com@elsewhere.example/koodrive/ose/v1/userList")]
    [InlineData("https://me@intl.myhuaweicloud-koodrive.com/koodrive/ose/v1/userList")]
    [InlineData("https://intl.myhuaweicloud-koodrive.com/other")]
    [InlineData("https://intl.myhuaweicloud-koodrive.com/koodrive/../other")]
    [InlineData("https://intl.myhuaweicloud-koodrive.com")]
    [InlineData("https:///koodrive/ose/v1/userList")]
    [InlineData("//elsewhere.example/koodrive/ose/v1/userList")]
    [InlineData("\\\\elsewhere.example\\koodrive")]
    [InlineData("file:///etc/passwd")]
    public void A_path_outside_the_API_is_refused(string text) =>
        Assert.Throws<ArgumentException>(() => RequestTarget.Parse(text, Endpoint));

    [Fact]
    public void New_values_of_a_parameter_replace_the_old_ones()
    {
        var target = RequestTarget.Parse("task/list?status=1&pageSize=5&status=2", Endpoint);
        Assert.Equal(["1", "2"], target.Values("status"));
        Assert.Equal("/koodrive/ose/v1/task/list?pageSize=5&status=3&status=0", target.With("status", "3", "0").PathAndQuery);
        Assert.Equal("/koodrive/ose/v1/task/list?pageSize=5", target.With("status").PathAndQuery);
        Assert.Equal(3, target.Query.Count);
    }
}
