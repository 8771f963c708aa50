using System.Globalization;
using System.Runtime.CompilerServices;

namespace KooDrive.Tests;

/// <summary>Tests compare English texts, whatever the language of the computer they run on.</summary>
internal static class EnglishTests
{
    [ModuleInitializer]
    internal static void UseEnglish()
    {
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
    }
}
