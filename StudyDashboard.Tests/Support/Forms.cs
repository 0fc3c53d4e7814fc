using System.Text.RegularExpressions;

namespace StudyDashboard.Tests.Support;

/// <summary>Posts the forms of pages without a circuit, as a browser without script does.</summary>
internal static partial class Forms
{
    /// <summary>Opens a page and posts one of its forms, with what is hidden in it.</summary>
    public static Task<HttpResponseMessage> PostFormAsync(this HttpClient browser, string address, string handler, params (string Name, string Value)[] fields) =>
        browser.PostFormAsync(address, address, handler, fields);

    /// <summary>Opens a page and sends one of its forms elsewhere, as its script does.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient browser, string address, string to, string handler, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetStringAsync(address, TestContext.Current.CancellationToken);
        var form = Form().Matches(page).Select(f => f.Value).First(f => f.Contains($"value=\"{handler}\"", StringComparison.Ordinal));
        var values = Hidden().Matches(form).ToDictionary(h => h.Groups["name"].Value, h => System.Net.WebUtility.HtmlDecode(h.Groups["value"].Value), StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }
        return await browser.PostAsync(to, new FormUrlEncodedContent(values), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\"(?: value=\"(?<value>[^\"]*)\")?")]
    private static partial Regex Hidden();
}
