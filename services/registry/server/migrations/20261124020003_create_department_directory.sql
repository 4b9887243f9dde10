-- The departments of the opinion (意见, draft of 2022) with the duties that its articles give them, and the renamings of
-- 2023-24. The opinion tells no beginnings: names hold from 2000 and duties from 2022. [MH] in a source: rules.md, ZJ-07,
-- from memory, unverified; the day of such a renaming is the first day of 2024.
insert into registry.department (key, title, kind, valid_from, source)
select key, title, kind, date '2000-01-01', '意见（征求意见稿）' from (values
    ('audit', '湖州市审计局', 'functional'),
    ('civil-affairs', '湖州市民政局', 'registrar'),
    ('consultative-conference', '湖州市政协办公室', 'functional'),
    ('cyberspace', '中共湖州市委网信办', 'party_body'),
    ('development-reform', '湖州市发展和改革委员会', 'functional'),
    ('discipline', '中共湖州市纪委湖州市监委机关', 'party_body'),
    ('establishment-office', '中共湖州市委编办', 'party_body'),
    ('finance', '湖州市财政局', 'functional'),
    ('foreign-affairs', '湖州市外事办公室', 'functional'),
    ('human-resources', '湖州市人力资源和社会保障局', 'functional'),
    ('industry-department', '行业管理部门', 'industry'),
    ('justice', '湖州市司法局', 'functional'),
    ('market-supervision', '湖州市市场监督管理局', 'functional'),
    ('party-organisation', '中共湖州市委组织部', 'party_body'),
    ('peoples-congress', '湖州市人大常委会办公室', 'functional'),
    ('political-legal', '中共湖州市委政法委', 'party_body'),
    ('public-security', '湖州市公安局', 'functional'),
    ('publicity', '中共湖州市委宣传部', 'party_body'),
    ('state-assets', '湖州市国有资产监督管理委员会', 'functional'),
    ('supervising-unit', '业务主管单位', 'supervising_unit'),
    ('tax', '国家税务总局湖州市税务局', 'functional'),
    ('township', '乡镇（街道）', 'township'),
    ('united-front', '中共湖州市委统战部', 'party_body')
) as named (key, title, kind);

insert into registry.department (key, title, kind, valid_from, valid_to, source)
select key, former, former_kind, date '2000-01-01', date '2024-01-01', '意见（征求意见稿）' from (values
    ('central-bank', '中国人民银行湖州市中心支行', 'functional'),
    ('data-bureau', '湖州市大数据发展管理局', 'functional'),
    ('finance-office', '湖州市金融工作办公室', 'functional'),
    ('financial-supervision', '中国银保监会湖州监管分局', 'functional'),
    ('social-work', '中共湖州市委两新工委', 'party_body')
) as named (key, former, former_kind)
union all
select key, present, present_kind, date '2024-01-01', null, 'ZJ-07 [MH]' from (values
    ('central-bank', '中国人民银行湖州市分行', 'functional'),
    ('data-bureau', '湖州市数据局', 'functional'),
    ('finance-office', '中共湖州市委金融委员会办公室', 'party_body'),
    ('financial-supervision', '国家金融监督管理总局湖州监管分局', 'functional'),
    ('social-work', '中共湖州市委社会工作部', 'party_body')
) as renamed (key, present, present_kind);

insert into registry.duty (department, key, article, description, valid_from)
select department, key, article, description, date '2022-01-01' from (values
    ('party-core', '意见(四)', '监督社会组织党组织，防范和纠治“四风”，建设清廉社会组织',
     'discipline party-organisation civil-affairs supervising-unit industry-department'),
    ('party-coverage', '意见(五)', '推进党的组织和工作有效覆盖，选派党建工作指导员',
     'party-organisation social-work civil-affairs supervising-unit industry-department'),
    ('party-mechanism', '意见(六)', '牵头抓总、统筹协调，对社会组织党建工作实行分类管理',
     'party-organisation social-work civil-affairs supervising-unit industry-department'),
    ('registration-review', '意见(七)', '审核名称、宗旨、业务范围、主要负责人、会员组成', 'supervising-unit'),
    ('political-review', '意见(七)', '对发起人、拟任负责人进行政治审查', 'party-organisation social-work'),
    ('registration', '意见(七)', '审核成立必要性、运作可行性，审查名称、宗旨、业务范围、发起人、负责人和会员组成，必要时征询相关部门意见',
     'civil-affairs'),
    ('community-filing', '意见(七)', '对未达到登记条件的社区社会组织进行备案管理、分类指导', 'township'),
    ('management', '意见(八)',
     '管理思想政治工作、党的建设、财务和人事、研讨活动、对外交往、接受境外捐赠资助、按章程开展活动，每年组织监督抽查',
     'supervising-unit'),
    ('industry-supervision', '意见(八)', '指导脱钩后的行业协会商会的业务，落实行业监管职责，确保脱钩不脱管', 'industry-department'),
    ('process-supervision', '意见(八)', '对社会组织开展活动、实施项目进行全过程监管',
     'development-reform public-security civil-affairs justice finance human-resources audit state-assets tax '
     'market-supervision finance-office data-bureau foreign-affairs party-organisation social-work'),
    ('digital-supervision', '意见(九)', '网上审批、网上预审、掌上执法，一社一码信息归集共享，联合审批、联合监管',
     'publicity cyberspace civil-affairs justice data-bureau supervising-unit industry-department'),
    ('joint-enforcement', '意见(十)', '联合执法、信用监管、风险预警、出清僵尸型社会组织、投诉举报、取缔非法社会组织',
     'cyberspace public-security civil-affairs finance audit tax central-bank financial-supervision supervising-unit '
     'industry-department'),
    ('structure', '意见(十一)', '有计划、有步骤、有重点地培育社会组织，整合提升培育平台',
     'civil-affairs supervising-unit industry-department'),
    ('support', '意见(十二)', '政府购买服务、职能转移、专项经费、公益创投',
     'establishment-office finance civil-affairs supervising-unit industry-department'),
    ('preferences', '意见(十三)', '落实免税资格、税前扣除、社保、租金、公共事业费等优惠政策',
     'civil-affairs finance tax human-resources state-assets market-supervision'),
    ('talent', '意见(十四)', '人才培养、挂职锻炼、负责人轮训、一次性奖励、社会保障',
     'party-organisation finance civil-affairs human-resources supervising-unit industry-department'),
    ('linkage', '意见(十五)', '推动“五社联动”，创建示范点和示范项目',
     'political-legal civil-affairs supervising-unit industry-department'),
    ('incentives', '意见(十六)', '打造品牌社会组织和领军人物，征求社会组织意见，支持依法参政议政',
     'peoples-congress consultative-conference party-organisation united-front finance civil-affairs supervising-unit '
     'industry-department'),
    ('common-prosperity', '意见(十七)', '发挥社会组织参与第三次分配的作用，结对帮扶',
     'civil-affairs supervising-unit industry-department'),
    ('follow-up', '意见(十九)', '联合相关部门督促检查，细化考核评价', 'civil-affairs')
) as stated (key, article, description, departments)
cross join lateral unnest(string_to_array(departments, ' ')) as department;
