namespace StudyDashboard.Features.Quizzes.Demo;

/// <summary>The demo's question banks, as GIFT. Content, not texts of the product.</summary>
internal static class DemoBanks
{
    public const string Dentistry = """
        $CATEGORY: $course$/top/Restorative
        // [tag:domain=THER] [tag:frequency=9] [tag:difficulty=2] [tag:variant=fluoride]
        ::Fluoride:: How does topical fluoride act mainly? {
          ~It replaces calcium in dentine  ~It kills all bacteria of the plaque  =It helps enamel to remineralise  ~It whitens enamel
          ####Fluoride at the surface shifts the balance from demineralisation to remineralisation. }

        // [tag:domain=THER] [tag:frequency=4] [tag:variant=fluoride]
        ::Fluoride, again:: At which pH does enamel begin to dissolve? {#5.5:0.2 ####The critical pH of enamel lies near 5.5.}

        // [tag:domain=THER] [tag:frequency=7]
        ::Isolation:: Rubber dam during root canal treatment is used to... {
          ~%50%keep saliva out of the canal  ~%50%protect the airway  ~%-50%save time when shaping  ~%-50%avoid local anaesthesia }

        // [tag:domain=THER] [tag:frequency=5] [tag:difficulty=4]
        ::Pulp:: Lingering pain for minutes after cold speaks for irreversible pulpitis. {TRUE####Pain that stops with the stimulus speaks for a reversible one.}

        // [tag:domain=THER] [tag:frequency=3] [tag:difficulty=4]
        ::Working length:: Where should the preparation of a root canal end? {
          =At the apical constriction  ~At the radiographic apex, always  ~2 mm beyond the apex  ~In the coronal third }

        // [tag:domain=THER] [tag:frequency=6]
        ::Bonding:: What does phosphoric acid of about 37 % do to enamel? {
          =It makes a rough surface with open pores  ~It fills the tubules  ~It hardens the surface  ~It removes the whole enamel }

        $CATEGORY: $course$/top/Surgery
        // [tag:domain=SURG] [tag:frequency=8] [tag:variant=nerve]
        ::Nerve block:: Which nerve is blocked at the mandibular foramen? {=inferior alveolar =inferior alveolar nerve =nervus alveolaris inferior}

        // [tag:domain=SURG] [tag:frequency=5] [tag:variant=nerve]
        ::Lip:: A numb lower lip after taking out a lower wisdom tooth points to an injury of the... {
          ~facial nerve  =inferior alveolar nerve  ~buccal nerve  ~infraorbital nerve }

        // [tag:domain=SURG] [tag:frequency=6] [tag:difficulty=2]
        ::Dry socket:: When does the pain of a dry socket usually begin? {
          ~Within the first hour  =Two to four days after the extraction  ~After two weeks  ~It does not hurt }

        // [tag:domain=SURG] [tag:frequency=4]
        ::Order:: Which forceps grip a lower molar with two roots? {
          =Beaks with a point on both sides  ~Straight ones without points  ~A point on the buccal side only  ~Root forceps only }

        // [tag:domain=SURG] [tag:frequency=7] [tag:difficulty=4]
        ::Anticoagulants:: A patient with an INR of 2.5 can have a simple extraction with local measures. {TRUE}

        $CATEGORY: $course$/top/Periodontology
        // [tag:domain=PARO] [tag:frequency=8]
        ::Probing:: A healthy sulcus is at most how many millimetres deep? {#3:0.5}

        // [tag:domain=PARO] [tag:frequency=6]
        ::Bleeding:: Bleeding on probing shows... {=inflammation  ~certain loss of bone  ~a fracture  ~caries of the root }

        // [tag:domain=PARO] [tag:frequency=4] [tag:difficulty=4]
        ::Risk:: What raises the risk of periodontitis? {~%50%smoking ~%50%poorly controlled diabetes ~%-50%chewing gum without sugar ~%-50%a vegetarian diet}

        // [tag:domain=PARO] [tag:frequency=3]
        ::Furcation:: A probe passes through the furcation of a molar from side to side. Which class? {=III =3 =class III}

        $CATEGORY: $course$/top/Anatomy
        // [tag:domain=ANATOMIE] [tag:frequency=9] [tag:difficulty=1]
        ::Formula:: How many permanent teeth does a full set have, wisdom teeth included? {#32}

        // [tag:domain=ANATOMIE] [tag:frequency=5]
        ::Cusp:: The cusp of Carabelli is found on the... {=upper first molar  ~lower first molar  ~upper canine  ~lower second premolar }

        // [tag:domain=ANATOMIE] [tag:frequency=7] [tag:variant=muscle]
        ::Jaw:: Which muscle opens the jaw? {~masseter ~temporal =lateral pterygoid ~medial pterygoid}

        // [tag:domain=ANATOMIE] [tag:frequency=4] [tag:variant=muscle]
        ::Closing:: Which of these close the jaw? {~%33.33333%masseter ~%33.33333%temporal ~%33.33333%medial pterygoid ~%-100%lateral pterygoid}

        // [tag:domain=ANATOMIE] [tag:frequency=6]
        ::Innervation:: The muscles of mastication belong to the trigeminal nerve. {TRUE}
        """;

    public const string German = """
        $CATEGORY: $course$/top/Grammar
        // [tag:frequency=8] [tag:variant=dative]
        ::Dative:: Ich helfe ___ Frau. {=der ~die ~den ~das ####helfen takes the dative.}

        // [tag:frequency=6] [tag:variant=dative]
        ::Dative 2:: Das Buch gehört ___ (er). {=ihm}

        // [tag:frequency=7] [tag:difficulty=2]
        ::Perfect:: Gestern ___ ich nach Hause gegangen. {=bin ~habe ~werde ~sei ####Verbs of motion make the perfect with sein.}

        // [tag:frequency=5]
        ::Word order:: In a clause with "weil" the verb stands at the end. {TRUE}

        // [tag:frequency=4] [tag:difficulty=4]
        ::Subjunctive:: Wenn ich Zeit ___, käme ich mit. {=hätte}

        // [tag:frequency=5]
        ::Prepositions:: Which take the dative always? {~%50%mit ~%50%aus ~%-50%für ~%-50%durch}

        // [tag:frequency=3]
        ::Articles:: ___ Mädchen spielt. {=Das ~Die ~Der ~Den}

        // [tag:frequency=6]
        ::Comparison:: gut, besser, ... {=am besten =der beste =beste}

        $CATEGORY: $course$/top/Vocabulary
        // [tag:frequency=7]
        ::Kitchen:: "der Löffel" is a... {=spoon ~fork ~knife ~cup}

        // [tag:frequency=4]
        ::Opposite:: The opposite of "teuer" is... {=billig =günstig =preiswert}

        // [tag:frequency=3] [tag:difficulty=4]
        ::False friend:: "bekommen" means "to become". {FALSE####It means to get, to receive.}

        // [tag:frequency=5]
        ::Time:: "halb acht" on a clock is 7:__ {#30}

        // [tag:frequency=2]
        ::Travel:: "der Bahnsteig" is the... {=platform ~ticket ~timetable ~suitcase}

        // [tag:frequency=4]
        ::Family:: "die Schwiegermutter" is the... {=mother-in-law ~grandmother ~stepmother ~aunt}

        // [tag:frequency=3]
        ::Work:: "kündigen" means to... {=give notice ~apply ~promote ~hire}
        """;

    public const string Mathematics = """
        $CATEGORY: $course$/top/Algebra
        ::Line:: What is the slope of y \= 3x - 2? {#3}

        ::Quadratic:: How many real solutions has x² + 1 \= 0? {#0}

        ::Factor:: (x + 2)(x - 2) is... {=x² - 4 ~x² + 4 ~x² - 4x + 4 ~2x}

        ::Log:: log₁₀ 1000 is 3. {TRUE}

        ::Powers:: 2⁵ is... {#32}

        $CATEGORY: $course$/top/Calculus
        ::Derivative:: The derivative of x³ is... {=3x² ~x² ~3x ~x⁴/4}

        ::Sine:: The derivative of sin x is... {=cos x =cos(x)}

        ::Area:: The integral of 2x from 0 to 3 is... {#9}

        ::Continuity:: Every differentiable function is continuous. {TRUE}

        ::Pi:: π to two decimals? {#3.14:0.005}
        """;
}
