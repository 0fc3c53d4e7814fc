using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;

namespace StudyDashboard.Components.Ui;

/// <summary>The product's icons: strokes on a field of 20 by 20.</summary>
public static class Icons
{
    private static readonly FrozenDictionary<string, MarkupString> ByName = new Dictionary<string, string>
    {
        ["today"] = """<circle cx="10" cy="10" r="3.2"/><path d="M10 2.5v1.8M10 15.7v1.8M2.5 10h1.8M15.7 10h1.8M4.7 4.7l1.3 1.3M14 14l1.3 1.3M4.7 15.3 6 14M14 6l1.3-1.3"/>""",
        ["timer"] = """<circle cx="10" cy="11" r="6.5"/><path d="M10 7.5V11l2.3 1.6M8 2.5h4"/>""",
        ["log"] = """<path d="M7.5 5h9M7.5 10h9M7.5 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01"/>""",
        ["plan"] = """<path d="m3 5.2 1.3 1.3 2.2-2.4M3 13.2l1.3 1.3 2.2-2.4M9.5 5.5H17M9.5 13.5H17"/>""",
        ["library"] = """<path d="M4 4.5A1.5 1.5 0 0 1 5.5 3H16v14H5.5A1.5 1.5 0 0 1 4 15.5zM4 15.3c0-.9.7-1.5 1.5-1.5H16"/>""",
        ["scenario"] = """<path d="M4 4.500h8a1.5 1.5 0 0 1 1.5 1.500v4a1.5 1.5 0 0 1-1.5 1.500H7.500L4 14.200V11.500A1.5 1.5 0 0 1 2.500 10V6A1.5 1.5 0 0 1 4 4.500zM16 8.500a1.5 1.5 0 0 1 1.500 1.500v3.500A1.5 1.5 0 0 1 16 15v2l-2.500-2H10"/>""",
        ["star"] = """<path d="m10 3 2.1 4.500 4.900.6-3.600 3.400.9 4.900-4.300-2.400-4.300 2.400.9-4.900L3 8.100l4.900-.6z"/>""",
        ["people"] = """<circle cx="7.5" cy="7" r="2.8"/><path d="M2.5 16c.4-2.7 2.4-4.2 5-4.2s4.6 1.5 5 4.200M13 4.500a2.5 2.5 0 0 1 0 5M14.8 12.200c1.5.6 2.5 1.9 2.7 3.8"/>""",
        ["person"] = """<circle cx="10" cy="7" r="3.2"/><path d="M4 16.500c.5-3 2.9-4.7 6-4.700s5.5 1.7 6 4.7"/>""",
        ["shield"] = """<path d="M10 2.5 16 5v4.500c0 3.8-2.4 6.5-6 8-3.6-1.5-6-4.2-6-8V5z"/>""",
        ["settings"] = """<path d="M3 6h7M14 6h3M3 14h3M10 14h7"/><circle cx="12" cy="6" r="2"/><circle cx="8" cy="14" r="2"/>""",
        ["sign-out"] = """<path d="M8 3.500H5.500A1.5 1.5 0 0 0 4 5v10a1.5 1.5 0 0 0 1.5 1.500H8M12.5 13.5 16 10l-3.5-3.500M16 10H8"/>""",
        ["search"] = """<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 3.8 3.8"/>""",
        ["sun"] = """<circle cx="10" cy="10" r="3.5"/><path d="M10 2.500V4M10 16v1.500M2.5 10H4M16 10h1.500M4.7 4.700l1 1M14.3 14.300l1 1M4.7 15.300l1-1M14.3 5.700l1-1"/>""",
        ["moon"] = """<path d="M16.5 11.800A6.8 6.8 0 0 1 8.2 3.500a6.8 6.8 0 1 0 8.3 8.300z"/>""",
        ["device"] = """<rect x="2.5" y="4" width="15" height="10" rx="1.8"/><path d="M7 17h6"/>""",
        ["bell"] = """<path d="M5.2 13.500V9a4.8 4.8 0 0 1 9.6 0v4.500l1.4 1.500H3.8zM8.3 15.200a1.8 1.8 0 0 0 3.4 0"/>""",
        ["more"] = """<path d="M4.5 10h.01M10 10h.01M15.5 10h.01" stroke-width="2.4"/>""",
        ["close"] = """<path d="m5 5 10 10M15 5 5 15"/>""",
        ["plus"] = """<path d="M10 4v12M4 10h12"/>""",
        ["check"] = """<path d="m4 10.5 4 4 8-9"/>""",
        ["play"] = """<path d="M6.5 4.200v11.600l9-5.800z"/>""",
        ["pause"] = """<path d="M7 4.500v11M13 4.500v11"/>""",
        ["stop"] = """<rect x="5" y="5" width="10" height="10" rx="2"/>""",
        ["delete"] = """<path d="M4 5.500h12M8 5.500V3.800h4v1.700M5.5 5.500l.7 11h7.600l.7-11"/>""",
        ["undo"] = """<path d="M7.5 4 4 7.5 7.5 11M4 7.500h7.500a4.5 4.5 0 0 1 0 9H8"/>""",
        ["filter"] = """<path d="M3 5h14M6 10h8M8.5 15h3"/>""",
        ["import"] = """<path d="M10 3v9M6.5 8.5 10 12l3.5-3.500M3.5 16.500h13"/>""",
        ["export"] = """<path d="M10 12V3M6.5 6.5 10 3l3.5 3.500M3.5 16.500h13"/>""",
        ["calendar"] = """<rect x="3" y="4" width="14" height="13" rx="2.5"/><path d="M3 8.200h14M6.8 2.500v3M13.2 2.500v3"/>""",
        ["keyboard"] = """<rect x="2" y="5" width="16" height="10" rx="2"/><path d="M5 8.500h.01M8.3 8.500h.01M11.7 8.500h.01M15 8.500h.01M6.5 12h7"/>""",
        ["rail"] = """<rect x="3" y="4" width="14" height="12" rx="2.5"/><path d="M8 4v12"/>""",
        ["left"] = """<path d="m12 4.5-5.5 5.5 5.5 5.5"/>""",
        ["info"] = """<circle cx="10" cy="10" r="7"/><path d="M10 9.200v4.300M10 6.500h.01"/>""",
        ["link"] = """<path d="M8.5 11.500a3 3 0 0 0 4.3.2l2.7-2.700a3 3 0 0 0-4.3-4.300l-1 1M11.5 8.500a3 3 0 0 0-4.3-.2L4.5 11a3 3 0 0 0 4.3 4.300l1-1"/>""",
        ["note"] = """<path d="M5 3h7l4 4v10H5zM12 3v4h4M8 11h5M8 14h3"/>""",
        ["watch"] = """<rect x="2.5" y="4.5" width="15" height="11" rx="2.5"/><path d="m8.5 7.5 4 2.5-4 2.500z"/>""",
        ["cards"] = """<rect x="3" y="6" width="10" height="11" rx="2"/><path d="M7 6V5a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-2"/>""",
        ["quiz"] = """<circle cx="10" cy="10" r="7"/><path d="M7.8 8.200a2.2 2.2 0 1 1 3.3 1.900c-.7.4-1.100.9-1.100 1.700M10 14.200h.01"/>""",
        ["goal"] = """<circle cx="10" cy="10" r="7"/><circle cx="10" cy="10" r="3"/><path d="M10 10h.01"/>""",
        ["class"] = """<path d="M2.5 8 10 4.500 17.500 8 10 11.500zM5.500 9.700v3.600c1.100 1.200 2.700 1.800 4.500 1.800s3.400-.6 4.500-1.800V9.700M17.500 8v4.500"/>""",
        ["report"] = """<path d="M3.5 16.500h13M5.5 13.500v-3M10 13.500V5M14.5 13.500V8"/>""",
        ["key"] = """<circle cx="7" cy="13" r="3.5"/><path d="m9.5 10.5 6.5-6.500M13.5 6.500l2 2"/>""",
    }.ToFrozenDictionary(icon => icon.Key, icon => Draw(icon.Value));

    private static readonly MarkupString Unknown = Draw("""<circle cx="10" cy="10" r="7" stroke-dasharray="2 3"/>""");

    /// <summary>
    /// An icon, to stand beside a text or inside a labelled button: a screen reader passes over it. Markup and not a component, because
    /// a page has dozens and a component each weighs a kilobyte and a half in the circuit. A name that is not there draws a broken ring.
    /// </summary>
    public static MarkupString Of(string name) => ByName.GetValueOrDefault(name, Unknown);

    private static MarkupString Draw(string strokes) => (MarkupString)$"""<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{strokes}</svg>""";
}
