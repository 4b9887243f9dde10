//! What the commands are for, in Chinese (中文); details and examples stay as they are.

use clap::Command;

const ABOUT: &str = "一组织一码：以统一社会信用代码在一个登记簿中认定每个社会组织。";

pub(super) const COMMANDS: &[(&str, &str)] = &[
    ("get", "按代码查看一个社会组织，可指定过去的日期"),
    ("search", "按名称、曾用名、简称、拼音或首字母查找，最相近者在前"),
    ("resolve", "由旧编号、备案编号、曾用名或代码认定社会组织"),
    ("match", "将名单中的名称对应到统一社会信用代码，注明得分和依据；也可供 OpenRefine 调用"),
    ("revisions", "列出一个社会组织的全部登记记录，新的在前"),
    ("check-code", "校验代码：各段含义，错在何处，可能是哪个代码"),
    ("watch", "订阅变更，可从现在或过去任意位置开始"),
    ("import", "从表格文件批量登记"),
    ("export", "导出符合条件的全部社会组织，同一时刻的状态，按代码排序"),
    ("departments", "查看某日的部门及其职责"),
    ("document", "提交材料，或取回材料内容"),
    ("statistics", "按行政区划、类型、状态和成立年份统计"),
    ("certificate", "核验、查看、打印电子登记证书，取得验证公钥"),
    ("task", "列出各部门的待办事项和办理期限"),
    ("case", "查看一个案件及其办理过程"),
    ("deadline", "说明期限届满日的由来"),
    ("rule", "查看办理程序所依据的规则，可指定日期"),
    ("draw", "参加双随机抽取（承诺、揭示），取得并核验抽取证明"),
    ("check", "查看现场检查，合并设备离线记录"),
    ("complaint", "凭回执编号和查询密码查询投诉举报的办理情况"),
    ("report", "打印年度报告空表，离线预审填好的年度报告"),
    ("rating", "查看社会组织的评估等级及其历次等级"),
    ("listing", "查看列入名单的线索，以及社会组织列入、移出名单的经过"),
    ("credit", "查看社会组织的信用报告，归集本部门掌握的信用信息"),
    ("publication", "列出、导出公示信息"),
    ("measure", "列出本部门的联合奖惩任务，说明哪些部门尚未办理"),
    ("eligibility", "核查社会组织是否符合购买服务、免税、募捐等资格条件，并说明原因"),
    ("qualification", "查询某日具有免税、扣除、慈善、募捐资格的社会组织名单"),
    ("risk", "用过去的数据演练风险预警规则"),
    ("catalog", "查看、导入、比较政府购买服务指导性目录"),
    ("fund", "列出专项资金"),
    ("grants", "按 360Giving 数据标准导出专项资金的奖励和补助"),
    ("ledger", "查看专项资金台账余额，核验台账"),
    ("contract", "查看政府购买服务合同及其履行、支付情况，导入外部合同"),
    ("tender", "查看采购活动：列表、时间线、评审结果、采购全过程"),
    ("ocds", "按开放合同数据标准导出政府购买服务数据"),
    ("purchase", "统计向社会组织购买服务的比例和采购集中度"),
    ("sample", "生成湖州的合成数据，用于试用和测量"),
    ("completion", "生成命令行补全脚本"),
    ("serve", "作为服务运行若干部分，直到收到停止信号"),
    ("dev", "在本机运行全部，自带数据库和合成数据"),
    ("migrate", "将数据库升级到本程序所需的状态"),
    ("config", "检查配置，或连同说明一起打印"),
    ("token", "签发或吊销开发与测试用的令牌"),
];

/// The command with its purposes in Chinese.
pub(super) fn told(command: Command) -> Command {
    COMMANDS.iter().fold(command.about(ABOUT).long_about(ABOUT), |command, (name, about)| {
        command.mut_subcommand(name, |subcommand| {
            let details = subcommand.get_long_about().map(ToString::to_string);
            let subcommand = subcommand.about(*about);
            match details {
                Some(details) => subcommand.long_about(format!("{about}\n\n{details}")),
                None => subcommand,
            }
        })
    })
}
