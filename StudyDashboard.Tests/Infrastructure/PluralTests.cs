using System.Globalization;
using System.Resources;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Tests.Infrastructure;

public sealed class PluralTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    [Theory]
    [InlineData("en", 1, "one 1")]
    [InlineData("en", 0, "other 0")]
    [InlineData("en", 21, "other 21")]
    [InlineData("ru", 21, "one 21")]
    [InlineData("ru", 11, "many 11")]
    [InlineData("ru", 3, "few 3")]
    [InlineData("ru", 12, "many 12")]
    [InlineData("ru", 104, "few 104")]
    [InlineData("ko", 1, "other 1")]
    public void Plural_Number_TakesTheFormOfTheLanguage(string language, int number, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Equal(expected, Plural.Of(new Forms(), "cards", number));
    }

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    private sealed class Forms : ResourceManager
    {
        public override string? GetString(string name, CultureInfo? culture) => name["cards_".Length..] + " {0}";
    }
}
