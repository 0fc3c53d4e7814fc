using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Page;

/// <summary>What is typed about a calendar.</summary>
public sealed class SourceDraft
{
    public string Name { get; set; } = "";

    public CalendarColour Colour { get; set; } = CalendarColour.Green;

    public bool Blocks { get; set; } = true;

    public CalendarDraft Value => new(Name, Colour, Blocks);

    public static SourceDraft Of(CalendarSourceView source) => new() { Name = source.Name, Colour = source.Colour, Blocks = source.Blocks };
}

internal static class CalendarLabels
{
    public static string Of(CalendarColour colour) => colour switch
    {
        CalendarColour.Blue => CalendarTexts.Colour_Blue,
        CalendarColour.Green => CalendarTexts.Colour_Green,
        CalendarColour.Amber => CalendarTexts.Colour_Amber,
        CalendarColour.Violet => CalendarTexts.Colour_Violet,
        CalendarColour.Rose => CalendarTexts.Colour_Rose,
        _ => CalendarTexts.Colour_Grey,
    };
}
