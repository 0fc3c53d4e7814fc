using Microsoft.AspNetCore.Components;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Components.Ui;

/// <summary>
/// A text input that reads what is typed when it is left. What cannot be read stays as typed, says why, and hands on null, so that a
/// form sees that the field has no value yet.
/// </summary>
public abstract class TypedField<T> : ComponentBase where T : struct
{
    private T? _handedOn;
    private Refusal? _ownRefusal;
    private bool _started;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Id of the input, and the field's name in a refusal.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public T? Value { get; set; }

    [Parameter]
    public EventCallback<T?> ValueChanged { get; set; }

    /// <summary>Whether an empty field is fine; it hands on null without an error.</summary>
    [Parameter]
    public bool Optional { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What the form was refused for, if it was.</summary>
    [Parameter]
    public Refusal? Refusal { get; set; }

    protected string Text { get; private set; } = "";

    /// <summary>The error of what is typed now, or what the form was refused for.</summary>
    protected Refusal? Shown => _ownRefusal ?? Refusal;

    protected bool IsInvalid => Shown?.Fields.Any(f => f.Field == Name) == true;

    protected override void OnParametersSet()
    {
        if (!_started || !Nullable.Equals(Value, _handedOn))
        {
            (_started, _handedOn, _ownRefusal, Text) = (true, Value, null, Value is { } value ? Write(value) : "");
        }
    }

    protected abstract Outcome<T> Read(string? text);

    protected abstract string Write(T value);

    protected async Task TakeAsync(ChangeEventArgs change)
    {
        Text = change.Value as string ?? "";
        var read = Optional && string.IsNullOrWhiteSpace(Text) ? null : Read(Text);
        _ownRefusal = read?.Refusal;
        _handedOn = read is { Refusal: null } ? read.Value : null;
        if (_handedOn is { } value)
        {
            Text = Write(value);
        }
        await ValueChanged.InvokeAsync(_handedOn);
    }
}
