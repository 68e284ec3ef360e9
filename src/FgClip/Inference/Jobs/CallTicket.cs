namespace FgClip.Inference.Jobs;

/// <summary>A caller's place in a <see cref="JobQueue"/>, which owns what is in it. One call may bring many jobs.</summary>
internal sealed class CallTicket
{
    /// <summary>The tag of the call's last job so far.</summary>
    internal double LastTag { get; set; }

    /// <summary>The call had a job in the queue: its others find room too.</summary>
    internal bool IsAdmitted { get; set; }

    /// <summary>Jobs of the call that wait.</summary>
    internal int Waiting { get; set; }
}
